package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;

import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SeatResult;
import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A learner is erased: certificates verify as before, figures stay, and nothing that is kept
 * anywhere opens what is left of the name; before, the same attempt opened all of it.
 */
class ErasureIT {

    private static final String TRAINING = "training-service";
    private static final String CERTIFICATION = "certification-service";

    /** Something encrypted about the learner, and where it belongs. */
    private record Ciphertext(String what, String encrypted, String place) {}

    private final Installation installation = TheInstallation.running();

    @Test
    void leavesCertificatesAndFiguresAndNoWayToTheName() throws Exception {
        CompletedClass made =
                CompletedClass.of(installation, "lapas-kelas-iia-jember", "upt-blk-jember", 2);
        List<JsonNode> certificates = made.certificates();
        String learner = made.learners.getFirst();
        JsonNode own = of(learner, certificates);
        JsonNode other = of(made.learners.getLast(), certificates);
        List<Ciphertext> left = ciphertexts(learner, own.path("id").asString());
        String sealed = sealed(made.program, learner);
        assertThat(left).hasSize(3);
        assertThat(left).allMatch(ciphertext -> opens(ciphertext, learner));
        assertThat(unseals(sealed)).isTrue();
        JsonNode verified = verify(own);
        JsonNode otherVerified = verify(other);
        JsonNode figures = figures(made);
        assertThat(verified.path("holder").asString("")).isNotEmpty();

        erase(made, learner);
        await().until(
                        () ->
                                !document(CERTIFICATION, "holder_keys", learner)
                                        .containsKey("dataKey"));

        JsonNode after = verify(own);
        assertThat(after.propertyNames()).doesNotContain("holder");
        ((ObjectNode) verified).remove("holder");
        assertThat(after).isEqualTo(verified);
        assertThat(after.path("status").asString()).isEqualTo("VALID");
        assertThat(verify(other)).isEqualTo(otherVerified);
        assertThat(figures(made)).isEqualTo(figures);
        assertThat(left).noneMatch(ciphertext -> opens(ciphertext, learner));
        assertThat(unseals(sealed)).isFalse();
    }

    private void erase(CompletedClass made, String learner) {
        made.stage
                .as(made.prison)
                .post("/api/learners/" + learner + "/erasure", Map.of("reason", "permintaan"))
                .expect(200);
        InstitutionApi head = Onboarding.client(installation, made.prison, "HEAD");
        head.post("/api/learners/" + learner + "/erasure/confirmation", Map.of()).expect(200);
    }

    // ---- what others see

    private JsonNode verify(JsonNode certificate) {
        ObjectNode view =
                (ObjectNode)
                        InstitutionApi.publicly(
                                        installation.gateway(),
                                        "/verify/" + certificate.path("token").asString())
                                .expect(200)
                                .json();
        view.remove("checkedAt");
        return view;
    }

    /** What the regional authority counts, and what the provider has issued. */
    private static JsonNode figures(CompletedClass made) {
        ObjectNode figures =
                (ObjectNode)
                        made.stage
                                .as("kanwil-ditjenpas-jawa-timur")
                                .get("/api/programs/" + made.program)
                                .expect(200)
                                .json();
        figures.put("certificates", made.certificates().size());
        return figures;
    }

    private static JsonNode of(String learner, List<JsonNode> certificates) {
        return certificates.stream()
                .filter(certificate -> certificate.path("learner").asString().equals(learner))
                .findFirst()
                .orElseThrow();
    }

    // ---- what is kept

    private static Document document(String database, String collection, String id) {
        try (MongoClient client = MongoClients.create(TheInstallation.mongodb())) {
            return java.util.Objects.requireNonNull(
                    client.getDatabase(database)
                            .getCollection(collection)
                            .find(new Document("_id", id))
                            .first());
        }
    }

    private static List<Ciphertext> ciphertexts(String learner, String certificate) {
        Document record = document(TRAINING, "learners", learner);
        Document custody = record.getList("custody", Document.class).getFirst();
        return List.of(
                new Ciphertext(
                        "identity",
                        record.get("who", Document.class).getString("encrypted"),
                        "identity"),
                new Ciphertext(
                        "register number",
                        custody.get("number", Document.class).getString("encrypted"),
                        "register number at " + custody.getString("institution")),
                new Ciphertext(
                        "holder",
                        document(CERTIFICATION, "certificates", certificate).getString("holder"),
                        certificate));
    }

    private static String sealed(String program, String learner) {
        return TopicReader.events(
                        TheInstallation.kafka(),
                        "bekal.training.v1",
                        event ->
                                event.subject().equals(program)
                                        && event.type().contains("ProgramCompleted"))
                .getFirst()
                .event(ProgramCompleted.class)
                .seats()
                .stream()
                .filter(seat -> seat.learner().value().equals(learner))
                .map(SeatResult::sealedHolder)
                .findFirst()
                .orElseThrow();
    }

    // ---- an attacker with the stores, the topics and the master keys

    /** Whether any key in the stores opens it. */
    private boolean opens(Ciphertext ciphertext, String learner) {
        byte[] context =
                (learner.length() + learner + ciphertext.place()).getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = Base64.getDecoder().decode(ciphertext.encrypted());
        for (byte[] key : dataKeys()) {
            try {
                new AesGcmJce(key).decrypt(encrypted, context);
                return true;
            } catch (GeneralSecurityException e) {
                // not this one
            }
        }
        return false;
    }

    /** Whether any private key in the store opens the part on the topic. */
    private boolean unseals(String sealed) throws ParseException {
        for (Document key : documents(CERTIFICATION, "holder_keys")) {
            String pair = key.getString("privateKey");
            Document wrapped = key.get("dataKey", Document.class);
            if (pair == null || wrapped == null) {
                continue;
            }
            String id = key.getString("_id");
            try {
                byte[] plain =
                        new AesGcmJce(unwrapped(CERTIFICATION, wrapped.getString("wrapped"), id))
                                .decrypt(
                                        Base64.getDecoder().decode(pair),
                                        (id.length() + id + "private key")
                                                .getBytes(StandardCharsets.UTF_8));
                JWEObject part = JWEObject.parse(sealed);
                part.decrypt(
                        new ECDHDecrypter(ECKey.parse(new String(plain, StandardCharsets.UTF_8))));
                return true;
            } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
                // not this one
            }
        }
        return false;
    }

    /** Every data key of both services, unwrapped. */
    private List<byte[]> dataKeys() {
        List<byte[]> keys = new ArrayList<>();
        for (Document record : documents(TRAINING, "learners")) {
            Document who = record.get("who", Document.class);
            if (who != null) {
                add(keys, TRAINING, who.get("key", Document.class), record.getString("_id"));
            }
        }
        for (Document key : documents(CERTIFICATION, "holder_keys")) {
            Document wrapped = key.get("dataKey", Document.class);
            if (wrapped != null) {
                add(keys, CERTIFICATION, wrapped, key.getString("_id"));
            }
        }
        return keys;
    }

    private void add(List<byte[]> keys, String service, Document wrapped, String subject) {
        try {
            keys.add(unwrapped(service, wrapped.getString("wrapped"), subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that its own service could not read", e);
        }
    }

    private byte[] unwrapped(String service, String wrapped, String subject)
            throws GeneralSecurityException {
        return masterKeys(service)
                .decrypt(
                        Base64.getDecoder().decode(wrapped),
                        subject.getBytes(StandardCharsets.UTF_8));
    }

    private Aead masterKeys(String service) throws GeneralSecurityException {
        try {
            AeadConfig.register();
            String keyset =
                    Files.readString(
                            installation
                                    .config()
                                    .resolve(
                                            service.replace("-service", "") + "-master-keys.json"));
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Document> documents(String database, String collection) {
        try (MongoClient client = MongoClients.create(TheInstallation.mongodb())) {
            return client.getDatabase(database)
                    .getCollection(collection)
                    .find()
                    .into(new ArrayList<>());
        }
    }
}
