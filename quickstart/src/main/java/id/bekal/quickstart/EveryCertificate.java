package id.bekal.quickstart;

import id.bekal.quickstart.stories.InstitutionApi;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks all certificates of an installation as an employer would: by the page, by the credential
 * and by the one attached to the paper, the last two with {@link OfflineCheck} and nothing of the
 * service's own code.
 */
public final class EveryCertificate {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    /** What the page of a certificate that stands has, and no other. */
    private static final String VALID = ">SAH<";

    private final URI gateway;
    private final Credentials credentials;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, Path> statusLists = new HashMap<>();
    private final Map<String, String> toOpen = new LinkedHashMap<>();

    private int pages;
    private int signed;
    private int papers;
    private int all;

    /**
     * @param folder for the issuers' keys; stays
     */
    public EveryCertificate(URI gateway, Credentials credentials, Path folder, PrintStream out) {
        this.gateway = gateway;
        this.credentials = credentials;
        this.folder = folder;
        this.out = out;
    }

    /**
     * Checks those of all issuers that have signed any, prints what came of it and three addresses
     * to open.
     *
     * @return 0 when there were some, and all stand and are genuine in each way
     */
    public int check() {
        out.println();
        out.println("== Setiap sertifikat, diperiksa dari luar");
        out.println("   Every certificate, checked from outside");
        try {
            IssuerKeys.save(new InstitutionApi(gateway, credentials.of("operator")), folder);
            Path work = Files.createTempDirectory("bekal-certificates");
            try {
                var offline = new OfflineCheck(IssuerKeys.in(folder), Clock.systemUTC(), NOWHERE);
                for (Institution institution : Institution.all()) {
                    if (Files.exists(folder.resolve(institution.id() + ".json"))) {
                        checkAll(
                                new InstitutionApi(gateway, credentials.of(institution.id())),
                                offline,
                                work);
                    }
                }
            } finally {
                deleteAll(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        print("halaman / pages", pages);
        print("kredensial / credentials", signed);
        print("lampiran PDF / attached to the PDF", papers);
        out.println("   buka di peramban / open in a browser:");
        toOpen.values().stream()
                .limit(3)
                .forEach(path -> out.println("     " + gateway.resolve(path)));
        return all > 0 && pages == all && signed == all && papers == all ? 0 : 1;
    }

    private void print(String what, int good) {
        out.printf("   %s %-62s %d/%d%n", good == all && all > 0 ? "✓" : "✗", what, good, all);
    }

    private void checkAll(InstitutionApi issuer, OfflineCheck offline, Path work)
            throws IOException {
        for (JsonNode certificate : issuer.all("/api/certificates")) {
            check(issuer, certificate, offline, work);
        }
    }

    private void check(InstitutionApi issuer, JsonNode certificate, OfflineCheck offline, Path work)
            throws IOException {
        all++;
        String api = "/api/certificates/" + certificate.path("id").asString();
        String address = certificate.path("verify").asString();
        toOpen.putIfAbsent(certificate.path("kind").asString() + issuer.id(), address);
        String html =
                new String(
                        InstitutionApi.page(gateway, address).expect(200).body(),
                        StandardCharsets.UTF_8);
        if (html.contains(VALID) && html.contains(certificate.path("number").asString())) {
            pages++;
        }
        byte[] credential = issuer.get(api + "/credential").expect(200).body();
        Path list = statusListOf(credential, work);
        if (offline.check(written(work, "credential.jwt", credential), list) == 0) {
            signed++;
        }
        byte[] paper = issuer.get(api + "/document").expect(200).body();
        if (offline.check(written(work, "certificate.pdf", paper), list) == 0) {
            papers++;
        }
    }

    private Path statusListOf(byte[] credential, Path work) throws IOException {
        String payload = new String(credential, StandardCharsets.US_ASCII).split("\\.")[1];
        String list =
                JSON.readTree(Base64.getUrlDecoder().decode(payload))
                        .at("/credentialStatus/statusListCredential")
                        .asString();
        Path known = statusLists.get(list);
        if (known == null) {
            known =
                    written(
                            work,
                            "list-" + statusLists.size() + ".jwt",
                            InstitutionApi.publicly(gateway, URI.create(list).getPath())
                                    .expect(200)
                                    .body());
            statusLists.put(list, known);
        }
        return known;
    }

    private static Path written(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.list(folder)) {
            found.forEach(files::add);
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
