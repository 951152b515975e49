package id.bekal.certification;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;

import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** What lies in the store after everything was done that has to do with a name. */
class PersonalDataIT extends RunningService {

    @Autowired Clock clock;

    @Test
    void liesNowhereInTheStoreInClear() {
        String blk = provider();
        String lsp = issuer(CERTIFICATION_BODY);
        var program = CompletedProgram.of(blk).graduates(2).leaver().failure();
        Document certificate = completed(program, 3).getFirst();
        String path = "/api/certificates/" + certificate.getString("_id");
        String number = "LSP " + NewIds.random();
        once(as(lsp))
                .post(
                        "/api/competence-certificates",
                        Map.of(
                                "program", program.id().value(),
                                "learner", program.learner(0).value(),
                                "number", number,
                                "scheme", "Las SMAW Level 2",
                                "assessedOn", LocalDate.now(clock).toString()))
                .expect(201);
        once(as(blk, "OFFICER"))
                .post(path + "/revocation", Map.of("reason", "salah ketik"))
                .expect(202);
        once(as(blk, "HEAD")).post(path + "/revocation/confirmation", "").expect(200);
        once(as(blk, "HEAD"))
                .post(
                        "/api/certificates/"
                                + certificatesOf(program).get(1).getString("_id")
                                + "/replacement",
                        Map.of("reason", "ejaan", "holder", Map.of("name", "Sulastri Ningsih")))
                .expect(201);
        once(as(blk))
                .post("/api/certificates/links", Map.of("learner", program.learner(1).value()))
                .expect(201);
        as(blk).get("/api/issuances/" + program.id() + "/documents").expect(200);
        as(blk).get("/api/certificates?program=" + program.id()).expect(200);
        as(blk).get(path).expect(200);
        await().until(() -> eventsOf(certificate.getString("_id")).size() == 2);

        List<String> stored = storedTexts();
        // it does look everywhere, also into answers that are kept to be repeated
        assertThat(stored)
                .anyMatch(text -> text.equals(number))
                .anyMatch(text -> text.startsWith("{") && text.contains(number));
        assertThat(stored)
                .noneMatch(text -> text.contains("Sulastri"))
                .noneMatch(text -> text.contains("Magetan"))
                .noneMatch(text -> text.contains("1995-03-17"));
    }

    private static Api once(Api api) {
        return api.with("Idempotency-Key", NewIds.random());
    }

    /** Every value of every document of every collection, as text. */
    private List<String> storedTexts() {
        List<String> texts = new ArrayList<>();
        for (String collection : mongo.getCollectionNames()) {
            mongo.getCollection(collection).find().forEach(document -> collect(document, texts));
        }
        return texts;
    }

    private static void collect(Object value, List<String> texts) {
        switch (value) {
            case null -> {}
            case Document document ->
                    document.forEach(
                            (name, inner) -> {
                                texts.add(name);
                                collect(inner, texts);
                            });
            case Collection<?> list -> list.forEach(inner -> collect(inner, texts));
            case Binary binary -> texts.add(new String(binary.getData(), StandardCharsets.UTF_8));
            case Date date -> texts.add(date.toInstant().atOffset(ZoneOffset.UTC).toString());
            default -> texts.add(value.toString());
        }
    }
}
