package id.bekal.certification.paper;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.paper.PaperSettings.Codes;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.unit.DataSize;
import org.verapdf.pdfa.flavours.PDFAFlavour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;

class PaperIT extends RunningService {

    @Autowired Clock clock;
    @Autowired ErasingHolders erasing;
    @Autowired DrawnPapers papers;

    private static String path(Document certificate) {
        return "/api/certificates/" + certificate.getString("_id") + "/document";
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static Map<String, Object> template(String primary) {
        return Map.of(
                "primary",
                primary,
                "accent",
                "#2F5D3A",
                "signatory",
                Map.of(
                        "name",
                        "Drs. H. Bambang Suryanto, M.M.",
                        "office",
                        "Kepala",
                        "staffNumber",
                        "19700101 199503 1 001"));
    }

    @Nested
    class Downloading {

        @Test
        void givesThePaperOfACertificate() throws Exception {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1);
            Document certificate = completed(program, 1).getFirst();
            Api.Answer answer = as(blk).get(path(certificate)).expect(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
            assertThat(answer.header("ETag")).matches("\"[0-9a-f]{64}\"");
            assertThat(answer.header("Content-Disposition"))
                    .isEqualTo(
                            "attachment; filename=\""
                                    + certificate.getString("number").replace('/', '-')
                                    + ".pdf\"");
            assertThat(text(answer.bytes()))
                    .contains(
                            program.name(0),
                            "lahir di Magetan, 17 Maret 1995",
                            "Juru Las SMAW",
                            "160 JP",
                            certificate.getString("number"),
                            "http://localhost:8080/verify/" + certificate.getString("token"),
                            "C.24LAS01.028.1",
                            "SMAW welding")
                    .doesNotContain(program.id().value(), certificate.getString("learner"));
            assertThat(DrawingPapersTests.objections(answer.bytes(), PDFAFlavour.PDFA_3_U))
                    .isEmpty();
        }

        @Test
        void givesNothingAgainToWhoHasIt() throws Exception {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            Api.Answer first = as(blk).get(path(certificate)).expect(200);
            String tag = first.header("ETag");
            assertThat(as(blk).get(path(certificate)).expect(200).bytes()).isEqualTo(first.bytes());
            Api.Answer again =
                    as(blk).with("If-None-Match", tag).get(path(certificate)).expect(304);
            assertThat(again.bytes()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            as(blk).put("/api/issuers/" + blk + "/template", template("#7A1F2B")).expect(200);
            Api.Answer changed =
                    as(blk).with("If-None-Match", tag).get(path(certificate)).expect(200);
            assertThat(changed.header("ETag")).isNotEqualTo(tag);
            assertThat(text(changed.bytes())).contains("Drs. H. Bambang Suryanto, M.M.");
        }

        @Test
        void givesThePaperOfACompetenceCertificate() throws Exception {
            String blk = provider();
            String lsp = issuer(CERTIFICATION_BODY);
            var program = CompletedProgram.of(blk).graduates(1);
            completed(program, 1);
            Api.Answer recorded =
                    as(lsp).with("Idempotency-Key", NewIds.random())
                            .post(
                                    "/api/competence-certificates",
                                    Map.of(
                                            "program", program.id().value(),
                                            "learner", program.learner(0).value(),
                                            "number", "LSP " + NewIds.random(),
                                            "scheme", "Las SMAW Level 2",
                                            "assessedOn", LocalDate.now(clock).toString()))
                            .expect(201);
            String id = recorded.json().path("id").asString();
            Api.Answer answer = as(lsp).get("/api/certificates/" + id + "/document").expect(200);
            assertThat(text(answer.bytes()))
                    .contains("SERTIFIKAT KOMPETENSI", "Las SMAW Level 2", "Berlaku sampai");
        }

        @Test
        void isLoggedAsAReadingOfTheLearner() {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1);
            Document certificate = completed(program, 1).getFirst();
            as(blk).get(path(certificate)).expect(200);
            assertThat(readings(program)).isEqualTo(1);
            as(blk).get(path(certificate)).expect(200);
            assertThat(readings(program)).isEqualTo(2);
        }

        @Test
        void isRefusedWhenTheHolderIsUnknown() {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1).withoutHolder(0);
            complete(enrolled(program));
            await().until(() -> !certificatesOf(program).isEmpty());
            Api.Answer refusal = as(blk).get(path(certificatesOf(program).getFirst())).expect(409);
            assertThat(refusal.code()).isEqualTo("HOLDER_IS_UNKNOWN");
        }

        @Test
        void isRefusedOnceTheHolderIsErased() {
            String blk = provider();
            var program = CompletedProgram.of(blk).graduates(1);
            Document certificate = completed(program, 1).getFirst();
            as(blk).get(path(certificate)).expect(200);
            erasing.on(new LearnerErased(program.learner(0)));
            Api.Answer refusal =
                    as(blk).with("Accept-Language", "en").get(path(certificate)).expect(409);
            assertThat(refusal.code()).isEqualTo("HOLDER_IS_ERASED");
            assertThat(refusal.json().path("detail").asString()).contains("erased");
            assertThat(readings(program)).isEqualTo(1);
        }

        @Test
        void isRefusedOnceTheCertificateIsVoid() {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            String revocation = path(certificate).replace("/document", "/revocation");
            as(blk).post(revocation, Map.of("reason", "keliru")).expect(202);
            as(blk).get(path(certificate)).expect(200);
            as(blk, "HEAD").post(revocation + "/confirmation", "").expect(200);
            assertThat(as(blk).get(path(certificate)).expect(409).code())
                    .isEqualTo("CERTIFICATE_IS_VOID");
        }

        @Test
        void isPutOffWhileAsManyAreDrawnAsMayBe() {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            Semaphore turns =
                    Objects.requireNonNull(
                            (Semaphore) ReflectionTestUtils.getField(papers, "turns"));
            int taken = turns.drainPermits();
            try {
                Api.Answer answer =
                        as(blk).with("Accept-Language", "en").get(path(certificate)).expect(503);
                assertThat(answer.code()).isEqualTo("PAPER_BUSY");
                assertThat(answer.header("Retry-After")).isEqualTo("2");
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(answer.json().path("detail").asString()).contains("Try again");
            } finally {
                turns.release(taken);
            }
            as(blk).get(path(certificate)).expect(200);
        }

        @Test
        void isForTheIssuerAloneAndNeedsTheScope() {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            as(provider()).get(path(certificate)).expect(404);
            Api.at(port).get(path(certificate)).expect(401);
            Api.at(port)
                    .with("Authorization", "Bearer " + TestTokens.of(blk, "BLK", "other.scope"))
                    .get(path(certificate))
                    .expect(403);
            as(blk).get("/api/certificates/nobody00000000000000000000/document").expect(404);
        }

        private long readings(CompletedProgram program) {
            return mongo.getCollection("access_log").find().into(new ArrayList<>()).stream()
                    .flatMap(block -> block.getString("accesses").lines())
                    .filter(access -> access.contains(program.learner(0).value()))
                    .count();
        }
    }

    @Nested
    class WithACodeOfTheCredential {

        @Autowired Certificates certificates;
        @Autowired Holders holders;
        @Autowired Templates templates;
        @Autowired PublicUrl publicUrl;

        private Sheet sheet(Document certificate, PaperSettings.Codes codes) {
            PaperSettings settings =
                    new PaperSettings(
                            codes,
                            DataSize.ofBytes(0),
                            Duration.ZERO,
                            1,
                            Duration.ZERO,
                            "",
                            "",
                            "");
            return ((Outcome.Accepted<Sheet>)
                            new PreparingSheets(holders, templates, publicUrl, settings)
                                    .of(certificates.find(idOf(certificate)).orElseThrow()))
                    .value();
        }

        private byte[] credentialOf(String issuer, Document certificate) {
            return as(issuer)
                    .get("/api/certificates/" + certificate.getString("_id") + "/credential")
                    .expect(200)
                    .bytes();
        }

        @Test
        void carriesTheVeryCredentialThatWasSigned() throws Exception {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            byte[] pdf = new DrawingPapers().draw(sheet(certificate, Codes.CREDENTIAL));
            String code = ScannedPaper.codes(pdf, 2, 200).getFirst();
            assertThat(ScannedPaper.unpacked(code))
                    .isEqualTo(
                            new String(credentialOf(blk, certificate), StandardCharsets.US_ASCII));
            assertThat(ScannedPaper.codes(pdf, 1, 200))
                    .containsExactly(
                            "http://localhost:8080/verify/" + certificate.getString("token"));
            assertThat(DrawingPapersTests.objections(pdf, PDFAFlavour.PDFA_3_U)).isEmpty();
            String key =
                    Api.at(port)
                            .get("/issuers/" + blk + "/did.json")
                            .expect(200)
                            .json()
                            .at("/verificationMethod/0/publicKeyJwk/x")
                            .asString();
            assertThat(isSigned(ScannedPaper.unpacked(code), key)).isTrue();
            assertThat(isSigned(ScannedPaper.unpacked(code).replaceFirst("eyJ", "eyK"), key))
                    .isFalse();
        }

        /** By the JDK alone. */
        private static boolean isSigned(String jws, String x) throws Exception {
            byte[] spki =
                    HexFormat.of()
                            .parseHex(
                                    "302a300506032b6570032100"
                                            + HexFormat.of()
                                                    .formatHex(Base64.getUrlDecoder().decode(x)));
            Signature verifier = Signature.getInstance("Ed25519", "SunEC");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519", "SunEC")
                            .generatePublic(new X509EncodedKeySpec(spki)));
            int end = jws.lastIndexOf('.');
            verifier.update(jws.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(jws.substring(end + 1)));
        }

        @Test
        void carriesNoneUnlessItIsSet() throws Exception {
            String blk = provider();
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            assertThat(sheet(certificate, Codes.ADDRESS).credentialCode()).isNull();
            byte[] pdf = as(blk).get(path(certificate)).expect(200).bytes();
            assertThat(ScannedPaper.codes(pdf, 1, 200)).hasSize(1);
            assertThat(ScannedPaper.codes(pdf, 2, 200)).isEmpty();
        }
    }

    @Nested
    class SettingTheTemplate {

        @Test
        void isThatOfAllUntilTheIssuerSetsOne() {
            String blk = provider();
            var json = as(blk).get("/api/issuers/" + blk + "/template").expect(200).json();
            assertThat(json.path("primary").asString()).isEqualTo(Look.DEFAULT.primary().value());
            assertThat(json.has("logo")).isFalse();
            as(blk).put("/api/issuers/" + blk + "/template", template("#7A1F2B")).expect(200);
            json = as(blk).get("/api/issuers/" + blk + "/template").expect(200).json();
            assertThat(json.path("primary").asString()).isEqualTo("#7A1F2B");
            assertThat(json.at("/signatory/staffNumber").asString())
                    .isEqualTo("19700101 199503 1 001");
        }

        @Test
        void refusesColoursThatCannotBeRead() {
            String blk = provider();
            String path = "/api/issuers/" + blk + "/template";
            Api.Answer pale = as(blk).put(path, template("#FFEE88")).expect(409);
            assertThat(pale.code()).isEqualTo("COLOUR_IS_TOO_PALE");
            Api.Answer malformed = as(blk).put(path, template("red")).expect(400);
            assertThat(malformed.json().at("/errors/0/field").asString()).isEqualTo("primary");
            as(blk).put(path, Map.of("primary", "#7A1F2B")).expect(400);
            as(blk).put(
                            path,
                            Map.of(
                                    "primary",
                                    "#7A1F2B",
                                    "accent",
                                    "#7A1F2B",
                                    "signatory",
                                    Map.of("name", " ", "office", "x")))
                    .expect(400);
        }

        @Test
        void takesALogoAndGivesItUp() throws Exception {
            String blk = provider();
            String path = "/api/issuers/" + blk + "/template";
            Document certificate = completed(CompletedProgram.of(blk).graduates(1), 1).getFirst();
            int plain = images(as(blk).get(path(certificate)).expect(200).bytes());
            assertThat(plain).isZero();
            var json =
                    as(blk).putBytes(path + "/logo", SheetFixture.logo("png"), "image/png")
                            .expect(200)
                            .json();
            assertThat(json.path("logo").asString()).isEqualTo("image/png");
            assertThat(images(as(blk).get(path(certificate)).expect(200).bytes())).isEqualTo(1);
            as(blk).putBytes(path + "/logo", SheetFixture.logo("jpeg"), "image/jpeg").expect(200);
            assertThat(images(as(blk).get(path(certificate)).expect(200).bytes())).isEqualTo(1);
            as(blk).call("DELETE", path + "/logo", "application/json").expect(200);
            assertThat(images(as(blk).get(path(certificate)).expect(200).bytes())).isZero();
        }

        @Test
        void refusesLogosThatAreNone() {
            String blk = provider();
            String path = "/api/issuers/" + blk + "/template/logo";
            byte[] png = SheetFixture.logo("png");
            as(blk).putBytes(path, new byte[] {1, 2, 3}, "image/png").expect(400);
            as(blk).putBytes(path, png, "image/jpeg").expect(400);
            as(blk).putBytes(path, png, "image/gif").expect(415);
            // the picture ends before these bytes do
            as(blk).putBytes(path, Arrays.copyOf(png, 200_000), "image/png").expect(200);
            as(blk).putBytes(path, Arrays.copyOf(png, 200_001), "image/png").expect(413);
            assertThat(
                            as(blk).putBytes(
                                            path,
                                            SheetFixture.picture("png", 2001, 10),
                                            "image/png")
                                    .expect(409)
                                    .code())
                    .isEqualTo("LOGO_IS_TOO_LARGE");
        }

        @Test
        void isForTheIssuerAlone() {
            String blk = provider();
            String path = "/api/issuers/" + blk + "/template";
            String other = provider();
            as(other).get(path).expect(404);
            as(other).put(path, template("#7A1F2B")).expect(404);
            as(other).putBytes(path + "/logo", SheetFixture.logo("png"), "image/png").expect(404);
            as(other).call("DELETE", path + "/logo", "application/json").expect(404);
            String unknown = newInstitution();
            as(unknown).get("/api/issuers/" + unknown + "/template").expect(404);
            as(unknown)
                    .put("/api/issuers/" + unknown + "/template", template("#7A1F2B"))
                    .expect(404);
            assertThat(as(blk).get(path).expect(200).json().has("signatory")).isFalse();
        }

        private static int images(byte[] pdf) throws IOException {
            int images = 0;
            try (PDDocument document = Loader.loadPDF(pdf)) {
                var resources = document.getPage(0).getResources();
                for (var name : resources.getXObjectNames()) {
                    images += resources.isImageXObject(name) ? 1 : 0;
                }
            }
            return images;
        }
    }
}
