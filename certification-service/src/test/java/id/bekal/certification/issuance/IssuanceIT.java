package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.number.NumberSeries;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class IssuanceIT extends RunningService {

    @Autowired IssuingCertificates issuing;
    @Autowired Issuances issuances;
    @Autowired Issuers issuers;
    @Autowired Certificates certificates;
    @Autowired NumberSeries numbers;
    @Autowired SigningCredentials signing;
    @Autowired Holders holders;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("agreementsEvents")
    EventConsumer agreementsEvents;

    @Nested
    class ACompletedProgram {

        @Test
        void becomesACertificateForEachEntitledSeatAndAnEventForEachCertificate() {
            String blk = provider();
            var program = enrolled(CompletedProgram.of(blk).graduates(3).leaver().failure());
            List<Document> issued = completed(program, 4);
            assertThat(issued)
                    .extracting(certificate -> certificate.getString("number"))
                    .containsExactlyInAnyOrder(
                            "00001/%s/2026".formatted(code(blk)),
                            "00002/%s/2026".formatted(code(blk)),
                            "00003/%s/2026".formatted(code(blk)),
                            "00001/SK/%s/2026".formatted(code(blk)));
            for (Document certificate : issued) {
                await().until(() -> eventsOf(certificate.getString("_id")).size() == 1);
                EventEnvelope event = eventsOf(certificate.getString("_id")).getFirst();
                assertThat(event.audience()).isEqualTo(blk);
                assertThat(event.event(CertificateIssued.class))
                        .isEqualTo(
                                new CertificateIssued(
                                        idOf(certificate),
                                        CertificateKind.valueOf(certificate.getString("kind")),
                                        program.id(),
                                        new LearnerId(certificate.getString("learner")),
                                        new InstitutionId(blk),
                                        certificate.getString("number"),
                                        CompletedProgram.COMPLETED_ON,
                                        CompletedProgram.FIELD));
            }
        }

        @Test
        void numbersSeatsInTheOrderOfTheEvent() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(12));
            List<String> learnersByNumber =
                    completed(program, 12).stream()
                            .sorted(
                                    Comparator.comparing(
                                            certificate -> certificate.getString("number")))
                            .map(certificate -> certificate.getString("learner"))
                            .toList();
            assertThat(learnersByNumber)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 12)
                                    .mapToObj(seat -> program.learner(seat).value())
                                    .toList());
        }

        @Test
        void isNumberedInTheYearItWasCompleted() {
            var program =
                    enrolled(
                            CompletedProgram.of(provider())
                                    .completedOn(LocalDate.of(2025, 12, 31))
                                    .graduates(1));
            assertThat(completed(program, 1).getFirst().getString("number"))
                    .startsWith("00001/")
                    .endsWith("/2025");
        }

        @Test
        void withoutAnyEntitledSeatIssuesNothingAndIsDone() {
            var program = enrolled(CompletedProgram.of(provider()).failure());
            complete(program);
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(certificatesOf(program)).isEmpty();
        }

        @Test
        void leavesNothingReadableOfItsLearnersBesideTheirCertificates() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(1).failure());
            completed(program, 1);
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(issuanceOf(program).toJson()).doesNotContain("Sulastri", "Magetan");
        }
    }

    @Nested
    class Repeating {

        @Test
        void changesNothingWhenTheEventIsDeliveredTwice() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(4).leaver());
            EventEnvelope event = program.envelope();
            TopicReader.put(kafka, "bekal.training.v1", event);
            TopicReader.put(kafka, "bekal.training.v1", event);
            await().until(() -> state(program).equals("ISSUED"));
            List<Document> before = certificatesOf(program);
            // a later one of the same program is behind both in its partition
            TopicReader.put(kafka, "bekal.training.v1", event);
            issuing.on(program.event());
            assertThat(certificatesOf(program))
                    .extracting(certificate -> certificate.getString("token"))
                    .containsExactlyElementsOf(
                            before.stream().map(c -> c.getString("token")).toList());
            assertOneEventEach(program, 5);
        }

        @Test
        void atTheSameTimeIssuesEachCertificateOnce() throws Exception {
            String blk = provider();
            var program = enrolled(CompletedProgram.of(blk).graduates(20).leaver());
            var event = program.event();
            atOnce(List.of(deliver(() -> issuing.on(event)), deliver(() -> issuing.on(event))));
            assertOneEventEach(program, 21);
            assertSeriesWithoutGap(blk, 20);
        }

        @Test
        void ofManyProgramsAtOnceLeavesNoGapAndNoDuplicate() throws Exception {
            String blk = provider();
            List<CompletedProgram> programs =
                    IntStream.rangeClosed(1, 8)
                            .mapToObj(n -> enrolled(CompletedProgram.of(blk).graduates(n)))
                            .toList();
            atOnce(
                    programs.stream()
                            .map(CompletedProgram::event)
                            .map(event -> deliver(() -> issuing.on(event)))
                            .toList());
            assertSeriesWithoutGap(blk, 36);
        }

        @Test
        void afterACrashAtAnyInsertCompletesTheClass() {
            String blk = provider();
            int issued = 0;
            for (int crashAt = 0; crashAt <= 3; crashAt++) {
                var program = enrolled(CompletedProgram.of(blk).graduates(3));
                dieAfterInserts(crashAt, program);
                assertThat(certificatesOf(program)).hasSize(crashAt);
                issuing.on(program.event());
                issued += 3;
                assertOneEventEach(program, 3);
                assertThat(state(program)).isEqualTo("ISSUED");
            }
            assertSeriesWithoutGap(blk, issued);
        }

        @Test
        void completesTheClassUnderTheOldLetterheadWhenTheIssuerLapsedInBetween() {
            String blk = provider();
            String code = code(blk);
            var program = enrolled(CompletedProgram.of(blk).graduates(4));
            dieAfterInserts(2, program);
            as(blk).put("/api/issuers/" + blk, Map.of("code", newCode())).expect(200);
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(certificatesOf(program))
                    .hasSize(4)
                    .allMatch(c -> c.getString("number").contains("/" + code + "/"));
        }
    }

    @Nested
    class Withholding {

        @Test
        void tellsTheProviderWhyAndIssuesWhenItComesIntoForceAgain() {
            String blk = newInstitution();
            tell(1, snapshot(blk, false, TRAINING_PROVIDER));
            var program = enrolled(CompletedProgram.of(blk).graduates(2).leaver());
            await().until(() -> issuers.find(new InstitutionId(blk)).isPresent());
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            EventEnvelope withheld = eventsOf(program.id().value()).getFirst();
            assertThat(withheld.event(IssuanceWithheld.class))
                    .isEqualTo(
                            new IssuanceWithheld(
                                    program.id(), new InstitutionId(blk), "ISSUER_NOT_IN_FORCE"));
            assertThat(withheld.audience()).isEqualTo(blk);
            assertThat(certificatesOf(program)).isEmpty();

            tell(2, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> certificatesOf(program).size() == 3);
            assertThat(certificatesOf(program))
                    .allMatch(certificate -> certificate.getString("number").endsWith("/2026"));
            assertOneEventEach(program, 3);
        }

        @Test
        void lastsUntilAnUnknownIssuerIsToldOf() {
            String blk = newInstitution();
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            assertThat(
                            eventsOf(program.id().value())
                                    .getFirst()
                                    .event(IssuanceWithheld.class)
                                    .rule())
                    .isEqualTo("ISSUER_UNKNOWN");
            tell(1, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> certificatesOf(program).size() == 1);
        }

        @Test
        void keepsThePrisonThatTrainsItsOwnOffTheCertificate() {
            String lapas = issuer(TRAINING_PROVIDER, CORRECTIONAL);
            var program = enrolled(CompletedProgram.of(lapas).graduates(1));
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            assertThat(
                            issuances
                                    .find(program.id())
                                    .flatMap(i -> Optional.ofNullable(i.withheldBy())))
                    .contains(IssuanceRule.ISSUER_REVEALS_CUSTODY);
        }

        @Test
        void neverOutlastsAnIssuerThatComesIntoForceAtThatMoment() throws Exception {
            for (int round = 0; round < 20; round++) {
                String blk = newInstitution();
                var program = enrolled(CompletedProgram.of(blk).graduates(1));
                var event = program.event();
                byte[] told =
                        told(1, snapshot(blk, true, TRAINING_PROVIDER))
                                .toJson()
                                .getBytes(StandardCharsets.UTF_8);
                atOnce(
                        List.of(
                                deliver(() -> issuing.on(event)),
                                deliver(() -> agreementsEvents.consume(told))));
                assertThat(certificatesOf(program)).hasSize(1);
            }
        }
    }

    /** A class goes on when one of it is erased, before, while and after its certificates come. */
    @Nested
    class Erasing {

        @Autowired ErasingHolders erasing;

        private final String blk = provider();

        private void erase(CompletedProgram program, int seat) {
            erasing.on(new LearnerErased(program.learner(seat)));
        }

        @Test
        void leavesWhatWasIssuedToBeVerifiedWithoutAName() {
            var program = CompletedProgram.of(blk).graduates(2);
            completed(program, 2);
            Document certificate = certificateOf(program, 0);
            ObjectNode before = verified(certificate);
            TopicReader.put(
                    kafka,
                    "bekal.training.v1",
                    EventEnvelope.of(
                            UUID.randomUUID().toString(),
                            "/training-service",
                            program.learner(0).value(),
                            Instant.EPOCH,
                            9,
                            Set.of(),
                            null,
                            new LearnerErased(program.learner(0))));
            await().until(() -> !verified(certificate).has("holder"));
            ObjectNode after = verified(certificate);
            assertThat(before.remove("holder").asString()).isEqualTo(program.name(0));
            before.remove("checkedAt");
            after.remove("checkedAt");
            assertThat(after).isEqualTo(before);
            assertThat(after.path("status").asString()).isEqualTo("VALID");
            assertThat(seenByIssuer(certificate).has("holder")).isFalse();
            assertThat(seenByIssuer(certificate).path("erased").asBoolean()).isTrue();
            assertThat(seenByIssuer(certificate).path("number").asString())
                    .isEqualTo(certificate.getString("number"));
            // the others of the class are as they were
            JsonNode other = seenByIssuer(certificateOf(program, 1));
            assertThat(other.at("/holder/name").asString()).isEqualTo(program.name(1));
            assertThat(other.has("erased")).isFalse();
        }

        @Test
        void showsInAListWhoIsErasedAndWhoIsNot() {
            var program = CompletedProgram.of(blk).graduates(3);
            completed(program, 3);
            erase(program, 1);
            List<String> seen = new ArrayList<>();
            as(blk).get("/api/certificates?program=" + program.id())
                    .expect(200)
                    .json()
                    .path("items")
                    .forEach(
                            item ->
                                    seen.add(
                                            item.at("/holder/name").asString("-")
                                                    + item.path("erased").asBoolean(false)));
            assertThat(seen)
                    .containsExactlyInAnyOrder(
                            program.name(0) + "false", "-true", program.name(2) + "false");
        }

        @Test
        void beforeCompletionIssuesWithoutAHolderAndLeavesNoGap() {
            var program = enrolled(CompletedProgram.of(blk).graduates(3));
            erase(program, 1);
            issuing.on(program.event());
            assertThat(state(program)).isEqualTo("ISSUED");
            assertSeriesWithoutGap(blk, 3);
            assertThat(certificateOf(program, 1)).doesNotContainKey("holder");
            assertThat(seenByIssuer(certificateOf(program, 1)).path("erased").asBoolean()).isTrue();
            assertThat(verified(certificateOf(program, 1)).path("status").asString())
                    .isEqualTo("VALID");
            assertThat(seenByIssuer(certificateOf(program, 2)).at("/holder/name").asString())
                    .isEqualTo(program.name(2));
        }

        @Test
        void whileWithheldIssuesTheRestWithTheirNames() {
            String later = newInstitution();
            var program = enrolled(CompletedProgram.of(later).graduates(3));
            issuing.on(program.event());
            assertThat(state(program)).isEqualTo("WITHHELD");
            erase(program, 0);
            tell(1, snapshot(later, true, TRAINING_PROVIDER));
            await().until(() -> state(program).equals("ISSUED"));
            assertSeriesWithoutGap(later, 3);
            assertThat(
                            IntStream.range(0, 3)
                                    .mapToObj(
                                            seat ->
                                                    as(later)
                                                            .get(path(program, seat))
                                                            .json()
                                                            .at("/holder/name")
                                                            .asString("-"))
                                    .toList())
                    .containsExactly("-", program.name(1), program.name(2));
        }

        @Test
        void betweenTwoCertificatesOfAClassKeepsItsNumbers() {
            for (int crashAt = 0; crashAt <= 3; crashAt++) {
                String issuer = provider();
                var program = enrolled(CompletedProgram.of(issuer).graduates(3));
                dieAfterInserts(crashAt, program);
                erase(program, 1);
                issuing.on(program.event());
                assertThat(state(program)).isEqualTo("ISSUED");
                assertSeriesWithoutGap(issuer, 3);
                assertOneEventEach(program, 3);
                assertThat(as(issuer).get(path(program, 1)).expect(200).json().has("holder"))
                        .isFalse();
            }
        }

        @Test
        void atTheSameMomentDoesNotHoldUpTheClass() throws Exception {
            for (int round = 0; round < 10; round++) {
                var program = enrolled(CompletedProgram.of(blk).graduates(2));
                var event = program.event();
                atOnce(List.of(deliver(() -> issuing.on(event)), deliver(() -> erase(program, 0))));
                assertThat(state(program)).isEqualTo("ISSUED");
                assertThat(seenByIssuer(certificateOf(program, 0)).path("erased").asBoolean())
                        .isTrue();
            }
            assertSeriesWithoutGap(blk, 20);
        }

        @Test
        void isNotNeededWhereTrainingSealedNothing() {
            var program = enrolled(CompletedProgram.of(blk).graduates(2)).withoutHolder(0);
            issuing.on(program.event());
            assertSeriesWithoutGap(blk, 2);
            JsonNode unnamed = seenByIssuer(certificateOf(program, 0));
            assertThat(unnamed.has("holder")).isFalse();
            assertThat(unnamed.has("erased")).isFalse();
        }

        private Document certificateOf(CompletedProgram program, int seat) {
            return certificatesOf(program).stream()
                    .filter(c -> c.getString("learner").equals(program.learner(seat).value()))
                    .findFirst()
                    .orElseThrow();
        }

        private String path(CompletedProgram program, int seat) {
            return "/api/certificates/" + certificateOf(program, seat).getString("_id");
        }

        private JsonNode seenByIssuer(Document certificate) {
            return as(certificate.getString("issuer"))
                    .get("/api/certificates/" + certificate.getString("_id"))
                    .expect(200)
                    .json();
        }

        private ObjectNode verified(Document certificate) {
            return (ObjectNode)
                    Api.at(port)
                            .get("/verify/" + certificate.getString("token"))
                            .expect(200)
                            .json();
        }
    }

    @Nested
    class Unsealing {

        @Test
        void issuesNothingOfAClassWhenAHolderWasSealedToAnotherKey() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(2));
            program.sealedTo(
                    program.learner(1),
                    HolderKeyFixture.publicKeyOf(holderKeys, program.learner(0)));
            var event = program.event();
            assertThatThrownBy(() -> issuing.on(event)).isInstanceOf(IllegalStateException.class);
            assertThat(certificatesOf(program)).isEmpty();
        }
    }

    @Test
    void tellsNothingOfHoldersAndCustodyOnTheTopic() {
        var program = enrolled(CompletedProgram.of(provider()).graduates(1).leaver());
        completed(program, 2);
        assertOneEventEach(program, 2);
        for (var record : TopicReader.records(kafka, "bekal.certification.v1")) {
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .doesNotContain("Sulastri", "Magetan", "1995-03-17", "LEFT");
        }
    }

    private static Callable<Object> deliver(Runnable work) {
        return Executors.callable(work);
    }

    /** Issues until so many certificates are inserted, then ends as kill -9 would end it. */
    private void dieAfterInserts(int inserts, CompletedProgram program) {
        var doomed =
                new IssuingCertificates(
                        issuances,
                        issuers,
                        DyingCertificates.after(inserts, certificates),
                        numbers,
                        signing,
                        holders,
                        clock);
        assertThatThrownBy(() -> doomed.on(program.event())).hasMessage("killed");
    }

    private void assertOneEventEach(CompletedProgram program, int count) {
        List<Document> issued = certificatesOf(program);
        assertThat(issued).hasSize(count);
        await().untilAsserted(
                        () -> {
                            List<EventEnvelope> events =
                                    TopicReader.events(
                                            kafka,
                                            "bekal.certification.v1",
                                            e ->
                                                    e.data()
                                                                    .path("program")
                                                                    .asString("")
                                                                    .equals(program.id().value())
                                                            && e.type().contains("Issued"));
                            assertThat(events.stream().map(EventEnvelope::id).distinct())
                                    .hasSize(count);
                            assertThat(events.stream().map(EventEnvelope::subject).distinct())
                                    .containsExactlyInAnyOrderElementsOf(
                                            issued.stream().map(c -> c.getString("_id")).toList());
                        });
    }

    private void assertSeriesWithoutGap(String issuer, int last) {
        List<String> given = new ArrayList<>();
        mongo.getCollection("certificates")
                .find(new Document("issuer", issuer).append("kind", "TRAINING"))
                .forEach(certificate -> given.add(certificate.getString("number")));
        String code = code(issuer);
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, last)
                                .mapToObj(n -> "%05d/%s/2026".formatted(n, code))
                                .toList());
    }

    private String code(String issuer) {
        return as(issuer).get("/api/issuers/" + issuer).expect(200).json().path("code").asString();
    }

    private static String newCode() {
        return "C-" + NewIds.random().substring(0, 8).toUpperCase();
    }

    private Document issuanceOf(CompletedProgram program) {
        return mongo.getCollection("issuances")
                .find(new Document("_id", program.id().value()))
                .first();
    }

    private String state(CompletedProgram program) {
        Document issuance = issuanceOf(program);
        return issuance == null ? "" : issuance.getString("state");
    }
}
