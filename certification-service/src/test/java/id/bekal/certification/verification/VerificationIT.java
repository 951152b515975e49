package id.bekal.certification.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.credential.PackedCredential;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

class VerificationIT extends RunningService {

    private Api anyone() {
        return Api.at(port);
    }

    @Test
    void showsAnyoneWhatIsPrintedAndNothingElse() {
        String blk = provider();
        var program = CompletedProgram.of(blk).leaver();
        Document certificate = completed(program, 1).getFirst();
        Api.Answer answer = anyone().get("/verify/" + certificate.getString("token")).expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode json = answer.json();
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "status",
                        "checkedAt",
                        "kind",
                        "number",
                        "holder",
                        "title",
                        "field",
                        "hours",
                        "units",
                        "issuer",
                        "issuedOn");
        assertThat(json.path("status").asString()).isEqualTo("VALID");
        assertThat(Instant.parse(json.path("checkedAt").asString())).isAfter(Instant.EPOCH);
        assertThat(json.path("holder").asString()).isEqualTo(program.name(0));
        assertThat(json.path("hours").asInt()).isEqualTo(90);
        assertThat(json.path("title").toString())
                .isEqualTo("{\"id\":\"Juru Las SMAW\",\"en\":\"SMAW Welder\"}");
        assertThat(json.path("units").toString())
                .isEqualTo(
                        "[{\"title\":{\"id\":\"Menerapkan K3\"},\"hours\":60,\"result\":\"K\"}]");
        assertThat(json.path("issuer").toString())
                .isEqualTo("{\"name\":\"UPT BLK %s\",\"city\":\"Kota Madiun\"}".formatted(blk));
        assertThat(json.toString())
                .doesNotContain(
                        "Magetan", "1995", program.id().value(), program.learner(0).value());
    }

    @Test
    void answersTheNameTheIssuerHadWhenItIssued() {
        String blk = provider();
        Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
        tell(
                2,
                new InstitutionSnapshot(
                        new InstitutionId(blk),
                        "BLK",
                        Set.of(InstitutionRole.TRAINING_PROVIDER),
                        null,
                        "BBPVP Baru",
                        "Kota Madiun",
                        null,
                        null,
                        false));
        await().until(
                        () ->
                                as(blk).get("/api/issuers/" + blk)
                                        .json()
                                        .path("name")
                                        .asString()
                                        .equals("BBPVP Baru"));
        JsonNode json = anyone().get("/verify/" + certificate.getString("token")).json();
        assertThat(json.at("/issuer/name").asString()).isEqualTo("UPT BLK " + blk);
        assertThat(json.path("status").asString()).isEqualTo("VALID");
    }

    @Test
    void answersAnUnknownAndAMalformedTokenAlike() {
        String unknown = answerTo(NewIds.random());
        for (String malformed : List.of("x", "A".repeat(26), "a".repeat(27), "%20", "a.b")) {
            assertThat(answerTo(malformed)).isEqualTo(unknown);
        }
        assertThat(unknown).contains("\"code\":\"NOT_FOUND\"");
    }

    /** The whole answer, byte for byte, and what is told beside it. */
    private String answerTo(String token) {
        Api.Answer answer = anyone().get("/verify/" + token).expect(404);
        assertThat(answer.json().path("instance").asString()).isEqualTo("/verify");
        return whole(answer);
    }

    private static String whole(Api.Answer answer) {
        Map<String, List<String>> told = new TreeMap<>(answer.headers());
        told.remove("date");
        return told + " " + new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private Api browser(String language) {
        return anyone().with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .with("Accept-Language", language);
    }

    private static String page(Api.Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private Document certificate() {
        return completed(CompletedProgram.of(provider()).graduates(1), 1).getFirst();
    }

    private void becomes(Document certificate, String field, Object value) {
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(certificate.getString("_id"))),
                new Update().set(field, value),
                "certificates");
    }

    @Nested
    class Pages {

        @Test
        void showABrowserWhatIsPrintedInItsLanguageFirst() {
            Document certificate = certificate();
            String path = "/verify/" + certificate.getString("token");
            Api.Answer answer = browser("id-ID,id;q=0.9,en;q=0.8").get(path).expect(200);
            String page = page(answer);
            assertThat(page)
                    .contains("<html lang=\"id\"", ">SAH<", ">Valid<", "localhost:8080")
                    .contains(certificate.getString("number"))
                    .doesNotContain("Magetan", "1995", "<script");
            assertThat(answer.bytes()).hasSizeLessThan(15_000);
            assertThat(page(browser("en").get(path).expect(200))).contains("<html lang=\"en\"");
            assertThat(page(browser("en").get(path + "?lang=id").expect(200)))
                    .contains("<html lang=\"id\"");
            assertThat(page(browser("id").get(path + "?x=1&lang=en").expect(200)))
                    .contains("<html lang=\"en\"");
            assertThat(page(browser("id").get(path + "?lang=xx").expect(200)))
                    .contains("<html lang=\"id\"");
        }

        @Test
        void permitNothingButTheirOwnStyle() throws Exception {
            Api.Answer answer =
                    browser("id").get("/verify/" + certificate().getString("token")).expect(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Vary")).contains("Accept");
            String page = page(answer);
            String css = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
            String hash =
                    Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(css.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "style-src 'sha256-" + hash + "'")
                    .doesNotContain("unsafe", "script-src");
        }

        @Test
        void sayEachOfTheFourStates() {
            Document certificate = certificate();
            String path = "/verify/" + certificate.getString("token");
            assertThat(page(browser("id").get(path))).contains(">SAH<", ">Valid<");
            becomes(certificate, "validUntil", LocalDate.of(2001, 2, 3));
            assertThat(page(browser("id").get(path)))
                    .contains(">KEDALUWARSA<", ">Expired<", "3 Februari 2001", "3 February 2001");
            assertThat(anyone().get(path).json().path("status").asString()).isEqualTo("EXPIRED");
            becomes(certificate, "status", "REPLACED");
            assertThat(page(browser("id").get(path))).contains(">DIGANTI<", ">Replaced<");
            assertThat(anyone().get(path).json().path("status").asString()).isEqualTo("REPLACED");
            becomes(certificate, "status", "REVOKED");
            assertThat(page(browser("id").get(path))).contains(">DICABUT<", ">Revoked<");
            assertThat(anyone().get(path).json().path("status").asString()).isEqualTo("REVOKED");
        }

        @Test
        void answerAnUnknownAndAMalformedTokenAlike() {
            String unknown = whole(browser("id").get("/verify/" + NewIds.random()).expect(404));
            for (String malformed : List.of("x", "A".repeat(26), "a".repeat(2000), "%20", "a.b")) {
                assertThat(whole(browser("id").get("/verify/" + malformed).expect(404)))
                        .isEqualTo(unknown);
            }
            assertThat(unknown).contains("Sertifikat tidak ditemukan", "No such certificate");
        }

        @Test
        void leaveProgramsTheirJson() {
            String path = "/verify/" + certificate().getString("token");
            for (String accept :
                    List.of("*/*", "application/json", "application/json, text/html;q=0.5")) {
                Api.Answer answer = anyone().with("Accept", accept).get(path).expect(200);
                assertThat(answer.header("Content-Type")).startsWith("application/json");
            }
        }
    }

    @Nested
    class Checking {

        private String credentialOf(Document certificate) {
            return new String(
                    as(certificate.getString("issuer"))
                            .get(
                                    "/api/certificates/"
                                            + certificate.getString("_id")
                                            + "/credential")
                            .expect(200)
                            .bytes(),
                    StandardCharsets.UTF_8);
        }

        private HttpResponse<String> post(
                String accept, String contentType, byte[] body, String... headers)
                throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/verify"))
                            .header("Accept", accept)
                            .header("Content-Type", contentType)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        private HttpResponse<String> form(String accept, String text, byte[] file)
                throws Exception {
            var body = new ByteArrayOutputStream();
            body.writeBytes(
                    ("--b\r\nContent-Disposition: form-data; name=\"credential\"\r\n\r\n"
                                    + text
                                    + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\";"
                                    + " filename=\"x.pdf\"\r\n"
                                    + "Content-Type: application/octet-stream\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file);
            body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
            return post(accept, "multipart/form-data; boundary=b", body.toByteArray());
        }

        private JsonNode checked(String credential) throws Exception {
            HttpResponse<String> answer =
                    post("*/*", "application/vc+jwt", credential.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body());
        }

        private String code(HttpResponse<String> answer) {
            return JsonMapper.shared().readTree(answer.body()).path("code").asString();
        }

        @Test
        void tellsAGenuineOneWithItsStandingBesideWhatWeHold() throws Exception {
            Document certificate = certificate();
            String credential = credentialOf(certificate);
            JsonNode answer = checked(credential);
            assertThat(answer.path("code").asString()).isEqualTo("GENUINE");
            assertThat(answer.path("wellSigned").asBoolean()).isTrue();
            assertThat(answer.path("status").asString()).isEqualTo("VALID");
            assertThat(answer.path("differences").size()).isZero();
            assertThat(answer.at("/says/number").asString())
                    .isEqualTo(certificate.getString("number"))
                    .isEqualTo(answer.at("/certificate/number").asString());
            assertThat(answer.at("/says/holder").asString())
                    .startsWith("Sulastri")
                    .isEqualTo(answer.at("/certificate/holder").asString());
            becomes(certificate, "status", "REVOKED");
            JsonNode revoked = checked(credential);
            assertThat(revoked.path("code").asString()).isEqualTo("GENUINE");
            assertThat(revoked.path("status").asString()).isEqualTo("REVOKED");
        }

        @Test
        void namesWhatItSaysOtherwiseThanWeHold() throws Exception {
            Document certificate = certificate();
            String credential = credentialOf(certificate);
            becomes(certificate, "hours", 7);
            becomes(certificate, "issuerCity", "Kota Lain");
            assertThat(checked(credential).path("differences").toString())
                    .isEqualTo("[\"hours\",\"city\"]");
        }

        @Test
        void tellsAChangedOne() throws Exception {
            String credential = credentialOf(certificate());
            String[] parts = credential.split("\\.");
            String payload =
                    new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                            .replace("Sulastri", "Penipu12");
            String changed =
                    parts[0]
                            + '.'
                            + Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                            + '.'
                            + parts[2];
            JsonNode answer = checked(changed);
            assertThat(answer.path("code").asString()).isEqualTo("BAD_SIGNATURE");
            assertThat(answer.propertyNames())
                    .containsExactlyInAnyOrder("code", "wellSigned", "checkedAt", "differences");
            assertThat(answer.toString()).doesNotContain("Penipu12");
        }

        @Test
        void knowsNoOtherIssuer() throws Exception {
            String credential = credentialOf(certificate());
            String rest = credential.substring(credential.indexOf('.'));
            for (String kid :
                    List.of(
                            "did:web:localhost%3A8080:issuers:nobody#key-1",
                            "did:web:evil.example:issuers:"
                                    + certificate().getString("issuer")
                                    + "#key-1",
                            "did:web:localhost%3A8080:issuers:"
                                    + certificate().getString("issuer")
                                    + "#key-9",
                            "key-1",
                            "#")) {
                String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}";
                assertThat(
                                checked(
                                                Base64.getUrlEncoder()
                                                                .withoutPadding()
                                                                .encodeToString(
                                                                        header.getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                        + rest)
                                        .path("code")
                                        .asString())
                        .as(kid)
                        .isEqualTo("UNKNOWN_ISSUER");
            }
        }

        @Test
        void doesNotTakeAStatusListForACertificate() throws Exception {
            String credential = credentialOf(certificate());
            String payload =
                    new String(
                            Base64.getUrlDecoder().decode(credential.split("\\.")[1]),
                            StandardCharsets.UTF_8);
            String list =
                    JsonMapper.shared()
                            .readTree(payload)
                            .at("/credentialStatus/statusListCredential")
                            .asString();
            Api.Answer signed = anyone().get(URI.create(list).getPath()).expect(200);
            assertThat(
                            checked(new String(signed.bytes(), StandardCharsets.UTF_8))
                                    .path("code")
                                    .asString())
                    .isEqualTo("NOT_A_CERTIFICATE");
        }

        @Test
        void saysWhenTheCertificateIsNotHere() throws Exception {
            Document certificate = certificate();
            String credential = credentialOf(certificate);
            becomes(certificate, "token", NewIds.random());
            JsonNode answer = checked(credential);
            assertThat(answer.path("code").asString()).isEqualTo("UNKNOWN_CERTIFICATE");
            assertThat(answer.has("status")).isFalse();
        }

        @Test
        void readsThePdfOfAForm() throws Exception {
            String credential = credentialOf(certificate());
            byte[] pdf = PdfFixture.with(true, true, credential);
            assertThat(code(form("application/json", "", pdf))).isEqualTo("GENUINE");
            HttpResponse<String> page = form("text/html", "", pdf);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/html");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(page.body())
                    .contains("data-code=\"GENUINE\"", ">ASLI<", ">SAH<", "Sulastri");
            assertThat(code(form("*/*", "", PdfFixture.with(true, true))))
                    .isEqualTo("NO_CREDENTIAL_IN_PDF");
            assertThat(
                            code(
                                    form(
                                            "*/*",
                                            "",
                                            PdfFixture.with(
                                                    true,
                                                    true,
                                                    credential,
                                                    credentialOf(certificate())))))
                    .isEqualTo("SEVERAL_CREDENTIALS_IN_PDF");
        }

        @Test
        void readsThePastedTextOfAForm() throws Exception {
            String credential = credentialOf(certificate());
            assertThat(code(form("*/*", " " + credential.replace(".", ".\r\n"), new byte[0])))
                    .isEqualTo("GENUINE");
            HttpResponse<String> nothing = form("text/html", "", new byte[0]);
            assertThat(nothing.statusCode()).isEqualTo(400);
            assertThat(nothing.body()).contains("data-code=\"NOTHING_GIVEN\"");
        }

        @Test
        void readsTheTextOfAQrCode() throws Exception {
            String credential = credentialOf(certificate());
            String code = PackedCredential.pack(credential);
            assertThat(checked(code).path("code").asString()).isEqualTo("GENUINE");
            assertThat(code(form("*/*", code, new byte[0]))).isEqualTo("GENUINE");
            assertThat(code(form("*/*", "", code.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo("GENUINE");
            String[] parts = credential.split("\\.");
            parts[2] = (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1);
            assertThat(checked(PackedCredential.pack(String.join(".", parts))).path("code"))
                    .hasToString("\"BAD_SIGNATURE\"");
            assertThat(checked(code.substring(0, code.length() - 3)).path("code"))
                    .hasToString("\"NOT_A_CREDENTIAL\"");
        }

        @Test
        void looksAtTwoMegabytesAndNoMore() throws Exception {
            byte[] largest = new byte[CheckingCredentials.LARGEST_FILE];
            assertThat(code(form("*/*", "", largest))).isEqualTo("TOO_LARGE");
            byte[] pdf = PdfFixture.with(true, true);
            System.arraycopy(pdf, 0, largest, 0, pdf.length);
            assertThat(code(form("*/*", "", largest))).isEqualTo("NO_CREDENTIAL_IN_PDF");
            HttpResponse<String> larger =
                    form("text/html", "", Arrays.copyOf(largest, largest.length + 1));
            assertThat(larger.statusCode()).isEqualTo(413);
            assertThat(larger.body()).contains("data-code=\"TOO_LARGE\"");
            byte[] text = "x".repeat(256 * 1024 + 1).getBytes(StandardCharsets.US_ASCII);
            assertThat(post("*/*", "text/plain", text).statusCode()).isEqualTo(413);
        }

        @Test
        void answersWhateverIsSent() throws Exception {
            byte[] noise = new byte[5000];
            new Random(7).nextBytes(noise);
            for (String type :
                    List.of(
                            "text/plain",
                            "application/vc+jwt",
                            "application/json",
                            "application/pdf",
                            "multipart/form-data",
                            "multipart/form-data; boundary=b",
                            "application/x-www-form-urlencoded",
                            "x/y")) {
                for (String accept : List.of("*/*", "text/html")) {
                    assertThat(post(accept, type, noise).statusCode())
                            .as(type + " for " + accept)
                            .isLessThan(500);
                }
            }
            byte[] many =
                    "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n"
                            .repeat(5000)
                            .getBytes(StandardCharsets.UTF_8);
            assertThat(post("*/*", "multipart/form-data; boundary=b", many).statusCode())
                    .isLessThan(500);
        }

        @Test
        void keepsNoAnswerForTheNextStranger() throws Exception {
            byte[] credential = credentialOf(certificate()).getBytes(StandardCharsets.UTF_8);
            long kept = mongo.getCollection("idempotency_keys").countDocuments();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer =
                        post("*/*", "text/plain", credential, "Idempotency-Key", "same");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
            }
            assertThat(mongo.getCollection("idempotency_keys").countDocuments()).isEqualTo(kept);
        }

        @Test
        void offersAForm() {
            String form = page(browser("en").get("/verify").expect(200));
            assertThat(form).contains("<form method=\"post\" action=\"/verify?lang=en\"");
        }
    }

    @Test
    void doesNotTakeAnIdForAToken() {
        Document certificate =
                completed(CompletedProgram.of(provider()).graduates(1), 1).getFirst();
        anyone().get("/verify/" + certificate.getString("_id")).expect(404);
    }
}
