package id.bekal.certification.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.nimbusds.jose.JWSObject;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Credentials as who verifies them sees them: by public addresses, and without our own code. */
class CredentialIT extends RunningService {

    /** Present in the workshop, not in the project: the published schemas may not be copied. */
    private static final Path STANDARDS = Path.of("../../shared/data/standards");

    private String credentialOf(String issuer, Document certificate) {
        return text(
                as(issuer)
                        .get("/api/certificates/" + certificate.getString("_id") + "/credential"));
    }

    private static String text(Api.Answer answer) {
        return new String(answer.expect(200).bytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode payloadOf(String jws) throws Exception {
        return JsonMapper.shared().readTree(JWSObject.parse(jws).getPayload().toString());
    }

    /** With the JDK alone: the key as the issuer's DID document has it, and the JWS's own bytes. */
    private boolean verifies(String issuer, String jws) throws Exception {
        String kid = JWSObject.parse(jws).getHeader().getKeyID();
        JsonNode did = Api.at(port).get("/issuers/" + issuer + "/did.json").expect(200).json();
        for (JsonNode method : did.path("verificationMethod")) {
            if (method.path("id").asString().equals(kid)) {
                byte[] x =
                        Base64.getUrlDecoder()
                                .decode(method.path("publicKeyJwk").path("x").asString());
                byte[] spki =
                        HexFormat.of()
                                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x));
                Signature verifier = Signature.getInstance("Ed25519", "SunEC");
                verifier.initVerify(
                        KeyFactory.getInstance("Ed25519", "SunEC")
                                .generatePublic(new X509EncodedKeySpec(spki)));
                int end = jws.lastIndexOf('.');
                verifier.update(jws.substring(0, end).getBytes(StandardCharsets.US_ASCII));
                return verifier.verify(Base64.getUrlDecoder().decode(jws.substring(end + 1)));
            }
        }
        return false;
    }

    private boolean isSet(JsonNode credential) throws Exception {
        JsonNode status = credential.path("credentialStatus");
        String address = status.path("statusListCredential").asString();
        String jws = text(Api.at(port).get(address.substring(address.indexOf("/status-lists/"))));
        JsonNode list = payloadOf(jws);
        assertThat(list.path("id").asString()).isEqualTo(address);
        assertThat(verifies(address.replaceAll(".*/(.*)-1", "$1"), jws)).isTrue();
        String encoded = list.path("credentialSubject").path("encodedList").asString();
        assertThat(encoded).startsWith("u");
        byte[] bits =
                new GZIPInputStream(
                                new ByteArrayInputStream(
                                        Base64.getUrlDecoder().decode(encoded.substring(1))))
                        .readAllBytes();
        assertThat(bits).hasSize(131_072 / 8);
        int index = Integer.parseInt(status.path("statusListIndex").asString());
        return (bits[index / 8] >> 7 - index % 8 & 1) == 1;
    }

    private static List<String> violations(Path schema, JsonNode credential) throws Exception {
        return violations(Files.readString(schema), credential);
    }

    private static List<String> violations(String schema, JsonNode credential) {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema compiled = registry.getSchema(schema, InputFormat.JSON);
        return compiled.validate(credential.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Nested
    class Issuing {

        @Test
        void signsEachCertificateUnderItsIssuersKey() throws Exception {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(2).leaver();
            for (Document certificate : completed(program, 3)) {
                String jws = credentialOf(blk, certificate);
                assertThat(JWSObject.parse(jws).getHeader().toJSONObject())
                        .containsEntry("alg", "EdDSA")
                        .containsEntry("typ", "vc+jwt")
                        .containsEntry("kid", "did:web:localhost%3A8080:issuers:" + blk + "#key-1");
                assertThat(verifies(blk, jws)).isTrue();
                assertThat(verifies(blk, jws.substring(0, 200) + "A" + jws.substring(201)))
                        .isFalse();
                JsonNode credential = payloadOf(jws);
                assertThat(credential.at("/credentialSubject/licenseNumber").asString())
                        .isEqualTo(certificate.getString("number"));
                assertThat(credential.at("/credentialSubject/identifier/0/identityHash").asString())
                        .startsWith("Sulastri ke-");
                assertThat(credential.path("id").asString())
                        .endsWith("/verify/" + certificate.getString("token"));
                assertThat(isSet(credential)).isFalse();
            }
        }

        @Test
        void meetsOurOwnSchemaAsItIsPublished() throws Exception {
            String schema = text(Api.at(port).get("/credentials/schemas/certificate-v1.json"));
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1).leaver();
            for (Document certificate : completed(program, 2)) {
                JsonNode credential = payloadOf(credentialOf(blk, certificate));
                assertThat(violations(schema, credential)).isEmpty();
                assertThat(
                                violations(
                                        schema,
                                        ((tools.jackson.databind.node.ObjectNode)
                                                        credential.deepCopy())
                                                .put("venue", "Lapas")))
                        .isNotEmpty();
            }
        }

        @Test
        void meetsThePublishedSchemasOfBothStandards() throws Exception {
            Assumptions.assumeTrue(
                    Files.isDirectory(STANDARDS), "the published schemas are not on this machine");
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1).leaver();
            for (Document certificate : completed(program, 2)) {
                JsonNode credential = payloadOf(credentialOf(blk, certificate));
                for (String schema :
                        List.of(
                                "openbadges-3.0-achievementcredential.schema.json",
                                "vc-2.0-verifiable-credential.schema.json")) {
                    assertThat(violations(STANDARDS.resolve(schema), credential))
                            .as(schema)
                            .isEmpty();
                }
            }
        }

        @Test
        void keepsNoCredentialInTheClear() {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            String jws = credentialOf(blk, certificate);
            assertThat(certificate.toJson()).doesNotContain(jws.split("\\.")[1].substring(0, 100));
            assertThat(certificate.getString("credential")).isNotBlank();
        }

        @Test
        void showsACredentialToItsIssuerOnly() {
            String blk = provider();
            String other = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            as(other)
                    .get("/api/certificates/" + certificate.getString("_id") + "/credential")
                    .expect(404);
        }
    }

    @Nested
    class Revoking {

        @Test
        void setsTheBitInTheListAtOnceAndNoOther() throws Exception {
            String blk = provider();
            List<Document> certificates = completed(CompletedProgram.of(blk).graduates(2), 2);
            JsonNode gone = payloadOf(credentialOf(blk, certificates.getFirst()));
            JsonNode stays = payloadOf(credentialOf(blk, certificates.getLast()));
            assertThat(isSet(gone)).isFalse();
            String path = "/api/certificates/" + certificates.getFirst().getString("_id");
            as(blk).post(path + "/revocation", Map.of("reason", "keliru")).expect(202);
            as(blk, "HEAD").post(path + "/revocation/confirmation", "").expect(200);
            await().untilAsserted(() -> assertThat(isSet(gone)).isTrue());
            assertThat(isSet(stays)).isFalse();
        }
    }

    @Nested
    class Rotating {

        private List<String> keys(String issuer) {
            return Api.at(port)
                    .get("/issuers/" + issuer + "/did.json")
                    .expect(200)
                    .json()
                    .path("assertionMethod")
                    .valueStream()
                    .map(JsonNode::asString)
                    .map(id -> id.substring(id.indexOf('#') + 1))
                    .toList();
        }

        @Test
        void signsWithTheNewKeyAndVerifiesWithTheOld() throws Exception {
            String blk = provider();
            String before =
                    credentialOf(
                            blk, completed(CompletedProgram.of(blk).graduates(1), 1).getFirst());
            as(blk, "HEAD").post("/api/issuers/" + blk + "/keys", "").expect(200);
            String after =
                    credentialOf(
                            blk, completed(CompletedProgram.of(blk).graduates(1), 1).getFirst());
            assertThat(keys(blk)).containsExactly("key-1", "key-2");
            assertThat(JWSObject.parse(after).getHeader().getKeyID()).endsWith("#key-2");
            assertThat(verifies(blk, before)).isTrue();
            assertThat(verifies(blk, after)).isTrue();
        }

        @Test
        void makesAnotherKeyWhenTheOneThatSignsWasRetired() throws Exception {
            String blk = provider();
            as(blk, "HEAD").post("/api/issuers/" + blk + "/keys", "").expect(200);
            as(blk, "HEAD").post("/api/issuers/" + blk + "/keys/key-1/retirement", "").expect(200);
            as(blk, "HEAD").post("/api/issuers/" + blk + "/keys/key-1/retirement", "").expect(409);
            String jws =
                    credentialOf(
                            blk, completed(CompletedProgram.of(blk).graduates(1), 1).getFirst());
            assertThat(JWSObject.parse(jws).getHeader().getKeyID()).endsWith("#key-2");
        }

        @Test
        void isTheHeadsAndTheOwnIssuersWord() {
            String blk = provider();
            as(blk, "OFFICER").post("/api/issuers/" + blk + "/keys", "").expect(403);
            as(provider(), "HEAD").post("/api/issuers/" + blk + "/keys", "").expect(404);
            String prison = issuerlessInstitution();
            as(prison, "HEAD").post("/api/issuers/" + prison + "/keys", "").expect(404);
            Api.at(port).get("/issuers/" + prison + "/did.json").expect(404);
        }

        private String issuerlessInstitution() {
            String id = newInstitution();
            tell(1, snapshot(id, true, InstitutionRole.CORRECTIONAL));
            return id;
        }

        @Test
        void makesOneFirstKeyWhenManyAskAtOnce() throws Exception {
            String blk = provider();
            atOnce(
                    java.util.stream.IntStream.range(0, 8)
                            .<java.util.concurrent.Callable<Integer>>mapToObj(
                                    i ->
                                            () ->
                                                    completed(
                                                                    CompletedProgram.of(blk)
                                                                            .graduates(1),
                                                                    1)
                                                            .size())
                            .toList());
            assertThat(keys(blk)).containsExactly("key-1");
        }
    }
}
