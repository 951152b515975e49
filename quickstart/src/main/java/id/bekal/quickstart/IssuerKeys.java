package id.bekal.quickstart;

import id.bekal.quickstart.stories.InstitutionApi;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Issuers' public keys as files: each a DID document, as {@code /issuers/ID/did.json} gives it. */
final class IssuerKeys {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ED25519_BYTES = 32;
    private static final List<String> ISSUING = List.of("TRAINING_PROVIDER", "CERTIFICATION_BODY");

    private final List<JsonNode> documents;

    private IssuerKeys(List<JsonNode> documents) {
        this.documents = documents;
    }

    /**
     * All DID documents in a folder, or the one in a file.
     *
     * @throws IllegalArgumentException when there is no such folder or file, or none in it
     */
    static IssuerKeys in(Path folderOrFile) {
        if (!Files.exists(folderOrFile)) {
            throw new IllegalArgumentException(
                    "there are no keys of issuers at "
                            + folderOrFile
                            + "; ./bekal issuers saves those of what runs here, --keys names others");
        }
        try (Stream<Path> files =
                Files.isDirectory(folderOrFile)
                        ? Files.list(folderOrFile)
                        : Stream.of(folderOrFile)) {
            return new IssuerKeys(
                    files.filter(
                                    file ->
                                            !Files.isDirectory(folderOrFile)
                                                    || file.toString().endsWith(".json"))
                            .sorted()
                            .map(IssuerKeys::document)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document(Path file) {
        try {
            JsonNode document = JSON.readTree(Files.readString(file));
            if (document.path("id").asString("").startsWith("did:")) {
                return document;
            }
        } catch (IOException | JacksonException e) {
            // as good as none
        }
        throw new IllegalArgumentException(file + " is no DID document");
    }

    /** The raw Ed25519 key of this id, if an issuer's document lists it for signing credentials. */
    Optional<byte[]> find(String keyId) {
        for (JsonNode document : documents) {
            if (!keyId.startsWith(document.path("id").asString("") + '#')
                    || document.path("assertionMethod")
                            .valueStream()
                            .noneMatch(id -> id.asString("").equals(keyId))) {
                continue;
            }
            for (JsonNode method : document.path("verificationMethod")) {
                JsonNode key = method.path("publicKeyJwk");
                if (method.path("id").asString("").equals(keyId)
                        && key.path("kty").asString("").equals("OKP")
                        && key.path("crv").asString("").equals("Ed25519")) {
                    return decoded(key.path("x").asString(""));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> decoded(String x) {
        try {
            byte[] raw = Base64.getUrlDecoder().decode(x);
            return raw.length == ED25519_BYTES ? Optional.of(raw) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Saves the documents of all issuers of an installation that have a key.
     *
     * @return how many
     */
    static int save(InstitutionApi api, Path folder) throws IOException {
        Files.createDirectories(folder);
        int saved = 0;
        for (String role : ISSUING) {
            for (JsonNode institution : api.all("/api/institutions?role=" + role)) {
                String id = institution.path("id").asString();
                InstitutionApi.Answer did = api.get("/issuers/" + id + "/did.json");
                if (did.status() == 404) {
                    continue; // it has issued nothing yet
                }
                Home.writePrivately(
                        folder.resolve(id + ".json"),
                        new String(did.expect(200).body(), StandardCharsets.UTF_8));
                saved++;
            }
        }
        return saved;
    }
}
