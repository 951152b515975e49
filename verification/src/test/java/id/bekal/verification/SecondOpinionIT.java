package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Credentials of the stories, judged by libraries that share nothing with Bekal: npm's jose, jsonld
 * and vc-bitstring-status-list. Skipped, with a word, where Node or the registry is not there.
 */
class SecondOpinionIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SOURCES = Path.of("src/test/node");

    private static Path folder;
    private static Installation installation;

    private record Said(int code, String text) {}

    @BeforeAll
    static void install() throws Exception {
        folder = Files.createDirectories(Path.of("target/second-opinion"));
        for (String name : List.of("package.json", "package-lock.json", "second-opinion.mjs")) {
            Files.write(folder.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
        }
        Said node = run(List.of("node", "--version"));
        Assumptions.assumeTrue(node.code() == 0, "there is no Node on this machine");
        Said installed = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        Assumptions.assumeTrue(
                installed.code() == 0, "npm cannot install here: " + installed.text());
        installation = TheStories.told();
    }

    private static Said run(List<String> command) throws InterruptedException {
        try {
            Path said = folder.resolve("said.txt");
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Said(-1, "not done after two minutes");
            }
            return new Said(process.exitValue(), Files.readString(said));
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        }
    }

    private static InstitutionApi provider() {
        return new InstitutionApi(
                installation.gateway(), installation.credentials().of(TheStories.PROVIDER));
    }

    private static byte[] open(String path) {
        return InstitutionApi.publicly(installation.gateway(), path).expect(200).body();
    }

    /** One certificate of each kind. */
    private static List<JsonNode> certificates() {
        Set<String> kinds = new HashSet<>();
        return provider()
                .get("/api/certificates?limit=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(certificate -> kinds.add(certificate.path("kind").asString()))
                .toList();
    }

    private static void fetch(JsonNode certificate) throws IOException {
        byte[] credential =
                provider()
                        .get(
                                "/api/certificates/"
                                        + certificate.path("id").asString()
                                        + "/credential")
                        .expect(200)
                        .body();
        String payload = new String(credential, StandardCharsets.US_ASCII).split("\\.")[1];
        String list =
                JSON.readTree(Base64.getUrlDecoder().decode(payload))
                        .at("/credentialStatus/statusListCredential")
                        .asString();
        Files.write(folder.resolve("credential.jwt"), credential);
        Files.write(
                folder.resolve("list.jwt"), open(list.substring(list.indexOf("/status-lists/"))));
        Files.write(
                folder.resolve("did.json"), open("/issuers/" + TheStories.PROVIDER + "/did.json"));
        Files.write(folder.resolve("context.jsonld"), open("/credentials/contexts/v1"));
    }

    private static Said secondOpinion() throws InterruptedException {
        return run(List.of("node", "second-opinion.mjs", "."));
    }

    @Test
    void findsSignatureStatusListAndEveryMemberInOrder() throws Exception {
        List<JsonNode> certificates = certificates();
        assertThat(certificates).hasSizeGreaterThan(1);
        for (JsonNode certificate : certificates) {
            fetch(certificate);
            Said said = secondOpinion();
            assertThat(said.code()).as(said.text()).isZero();
            JsonNode opinion = JSON.readTree(said.text());
            assertThat(opinion.path("algorithm").asString()).isEqualTo("EdDSA");
            assertThat(opinion.path("number")).isEqualTo(certificate.path("number"));
            assertThat(opinion.path("revoked").asBoolean(true)).isFalse();
            assertThat(opinion.path("places").asInt()).isEqualTo(131_072);
            assertThat(opinion.path("understood").asBoolean(false)).isTrue();
        }
    }

    /** It is an opinion: it also says no. */
    @Test
    void refusesAChangedCredentialAndAMemberThatNoContextKnows() throws Exception {
        fetch(certificates().getFirst());
        Path credential = folder.resolve("credential.jwt");
        String good = Files.readString(credential);
        int signature = good.lastIndexOf('.') + 2;
        char other = good.charAt(signature) == 'A' ? 'B' : 'A';
        Files.writeString(
                credential, good.substring(0, signature) + other + good.substring(signature + 1));
        assertThat(secondOpinion().text()).contains("signature verification failed");
        Files.writeString(credential, good);
        Files.writeString(folder.resolve("context.jsonld"), "{\"@context\": {}}");
        assertThat(secondOpinion().text()).contains("Safe mode validation error");
    }
}
