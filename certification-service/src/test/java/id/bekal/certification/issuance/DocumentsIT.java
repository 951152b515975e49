package id.bekal.certification.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.holder.ErasingHolders;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.accesslog.Access;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

class DocumentsIT extends RunningService {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired ErasingHolders erasing;
    @Autowired AccessLog accessLog;
    @Autowired Clock clock;

    private String blk;
    private CompletedProgram program;
    private Instant before;

    @BeforeEach
    void issue() {
        blk = provider();
        program = CompletedProgram.of(blk).graduates(3).leaver();
        completed(program, 4);
        before = clock.instant();
    }

    @Test
    void holdsEachCertificateOnceAndAManifestThatProvesIt() throws Exception {
        Api.Answer answer = download(as(blk)).expect(200);
        assertThat(answer.header("Content-Type")).startsWith("application/zip");
        assertThat(answer.header("Content-Disposition")).contains(program.id() + ".zip");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        Map<String, byte[]> files = unzipped(answer);
        JsonNode manifest = JSON.readTree(files.remove("manifest.json"));
        assertThat(manifest.path("program").asString()).isEqualTo(program.id().value());
        List<JsonNode> entries = manifest.path("files").valueStream().toList();
        assertThat(entries)
                .filteredOn(entry -> entry.path("file").asString().endsWith(".json"))
                .extracting(entry -> entry.path("number").asString())
                .containsExactlyInAnyOrderElementsOf(
                        certificatesOf(program).stream().map(c -> c.getString("number")).toList());
        assertThat(entries)
                .extracting(entry -> entry.path("file").asString())
                .containsExactlyInAnyOrderElementsOf(files.keySet());
        for (JsonNode entry : entries) {
            byte[] content = files.get(entry.path("file").asString());
            assertThat(entry.path("sha256").asString()).isEqualTo(sha256(content));
            JsonNode verified =
                    Api.at(port).get(entry.path("verify").asString()).expect(200).json();
            assertThat(entry.path("kind")).isEqualTo(verified.path("kind"));
            String text = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1);
            switch (entry.path("file").asString().replaceAll(".*\\.", "")) {
                case "json" -> {
                    JsonNode stored = JSON.readTree(content);
                    assertThat(stored.path("number")).isEqualTo(verified.path("number"));
                    assertThat(stored.path("holder")).isEqualTo(verified.path("holder"));
                }
                case "jwt" ->
                        assertThat(com.nimbusds.jose.JWSObject.parse(text).getPayload().toString())
                                .contains(verified.path("number").asString());
                case "pdf" -> assertThat(text).startsWith("%PDF-");
                default -> throw new AssertionError(entry.path("file").asString());
            }
        }
        assertThat(files).hasSize(3 * 4);
        assertThat(entries.getFirst().path("file").asString())
                .matches("0000\\d-(SK-)?[A-Z0-9-]+-2026\\.json");
    }

    @Test
    void leavesOutWhatIsVoidAndNamesNobodyWhoIsErased() throws Exception {
        Document replaced = certificate(0);
        as(blk, "HEAD")
                .post(
                        "/api/certificates/" + replaced.getString("_id") + "/replacement",
                        Map.of("reason", "x", "holder", Map.of("name", "Sulastri Ningsih")))
                .expect(201);
        Document revoked = certificate(1);
        String path = "/api/certificates/" + revoked.getString("_id") + "/revocation";
        as(blk, "OFFICER").post(path, Map.of("reason", "x")).expect(202);
        as(blk, "HEAD").post(path + "/confirmation", "").expect(200);
        erasing.on(new LearnerErased(program.learner(2)));
        Map<String, byte[]> files = unzipped(download(as(blk)).expect(200));
        List<String> numbers =
                JSON.readTree(files.get("manifest.json"))
                        .path("files")
                        .valueStream()
                        .map(entry -> entry.path("number").asString())
                        .distinct()
                        .toList();
        assertThat(numbers)
                .hasSize(3)
                .doesNotContain(replaced.getString("number"), revoked.getString("number"))
                .contains(certificate(2).getString("number"));
        files.remove("manifest.json");
        // the erased one's has nobody to hold a credential or a paper
        assertThat(files).hasSize(3 + 2 + 2);
        assertThat(
                        files.entrySet().stream()
                                .filter(file -> file.getKey().endsWith(".json"))
                                .map(file -> JSON.readTree(file.getValue()))
                                .map(file -> file.path("holder").asString("-")))
                .containsExactlyInAnyOrder("Sulastri Ningsih", "-", program.name(3));
        assertThat(readingsOf(program.learner(2))).isEmpty();
    }

    @Test
    void isOnRecordForAllWhomItNames() {
        download(as(blk, "OFFICER")).expect(200);
        for (LearnerId learner : program.learners()) {
            assertThat(readingsOf(learner))
                    .singleElement()
                    .satisfies(
                            access -> {
                                assertThat(access.by()).isEqualTo(blk + "-officer");
                                assertThat(access.action()).isEqualTo(Action.ISSUANCE_DOWNLOAD);
                            });
        }
    }

    @Test
    void isForTheIssuerAlone() {
        download(as(provider())).expect(404);
        download(Api.at(port)).expect(401);
        String write = TestTokens.of(blk, "BLK", "certificates.write");
        download(Api.at(port).with("Authorization", "Bearer " + write)).expect(403);
        as(blk).get("/api/issuances/" + NewIds.random() + "/documents").expect(404);
        assertThat(readingsOf(program.learner(0))).isEmpty();
    }

    @Test
    void isEmptyButForItsManifestWhereNothingWasIssued() throws Exception {
        var none = enrolled(CompletedProgram.of(blk).failure());
        complete(none);
        org.awaitility.Awaitility.await()
                .until(
                        () ->
                                as(blk).get("/api/issuances/" + none.id() + "/documents").status()
                                        == 200);
        Map<String, byte[]> files =
                unzipped(as(blk).get("/api/issuances/" + none.id() + "/documents").expect(200));
        assertThat(files).containsOnlyKeys("manifest.json");
    }

    @Test
    void holdsALargeClassWhole() throws Exception {
        program = CompletedProgram.of(blk).graduates(60);
        completed(program, 60);
        assertThat(unzipped(download(as(blk)).expect(200))).hasSize(1 + 60 * 3);
    }

    private Api.Answer download(Api api) {
        return api.get("/api/issuances/" + program.id() + "/documents");
    }

    private Document certificate(int seat) {
        return certificatesOf(program).stream()
                .filter(c -> c.getString("learner").equals(program.learner(seat).value()))
                .findFirst()
                .orElseThrow();
    }

    private List<Access> readingsOf(LearnerId learner) {
        return accessLog.of(learner, before, clock.instant().plusSeconds(60)).accesses();
    }

    private static Map<String, byte[]> unzipped(Api.Answer answer) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        }
        return files;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
