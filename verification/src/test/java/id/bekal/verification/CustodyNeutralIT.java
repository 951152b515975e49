package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.quickstart.stories.Stage;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that the world can get to see of the stories' certificates tells neither of prison, register,
 * venue nor agreement; and two classes of one provider cannot be told apart by it.
 */
class CustodyNeutralIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Words of custody in both languages, as they would stand anywhere. */
    private static final List<String> WORDS =
            List.of(
                    "lapas",
                    "rutan",
                    "lpka",
                    "bapas",
                    "pemasyarakatan",
                    "warga binaan",
                    "narapidana",
                    "anak binaan",
                    "tahanan",
                    "correctional",
                    "custod",
                    "prison",
                    "inmate",
                    "at_prison");

    private static final int LONG = 6;
    private static final Pattern READABLE = Pattern.compile("[ -~]{12,}");

    private static final Map<String, InstitutionApi> APIS = new HashMap<>();

    private static Installation installation;
    private static Map<String, List<JsonNode>> certificates;
    private static Set<String> secrets;

    @BeforeAll
    static void tell() {
        installation = TheStories.told();
        certificates = new LinkedHashMap<>();
        secrets = new LinkedHashSet<>(WORDS);
        for (String issuer : TheStories.ISSUERS) {
            certificates.put(issuer, as(issuer).all("/api/certificates"));
        }
        for (String prison : TheStories.PRISONS) {
            secrets.add(prison);
            for (JsonNode learner : as(prison).all("/api/learners")) {
                learner.path("custody")
                        .forEach(custody -> add(secrets, custody.path("registerNumber")));
            }
            for (JsonNode agreement : as(prison).all("/api/agreements")) {
                add(secrets, agreement.path("id"));
                add(secrets, agreement.path("title"));
                agreement.path("parties").forEach(party -> add(secrets, party.path("number")));
            }
            for (JsonNode program : as(prison).all("/api/programs")) {
                add(secrets, program.path("venue"));
            }
        }
    }

    private static void add(Set<String> secrets, JsonNode value) {
        String text = value.asString("").toLowerCase(Locale.ROOT);
        if (text.length() > 3) {
            secrets.add(text);
        }
    }

    private static InstitutionApi as(String institution) {
        return APIS.computeIfAbsent(
                institution,
                id ->
                        new InstitutionApi(
                                installation.gateway(), installation.credentials().of(id)));
    }

    /** Four letters come by chance in an id or in what is encrypted; as a word they do not. */
    private static boolean standsAlone(String word, String lower) {
        return Pattern.compile("(?<![a-z0-9])" + Pattern.quote(word) + "(?![a-z0-9])")
                .matcher(lower)
                .find();
    }

    private static List<String> secretsIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return secrets.stream()
                .filter(lower::contains)
                .filter(secret -> secret.length() >= LONG || standsAlone(secret, lower))
                .toList();
    }

    /** By what it is, never whose: this is printed when the test fails. */
    private static void addHits(Map<String, Set<String>> hits, String what, String text) {
        List<String> found = secretsIn(text);
        if (!found.isEmpty()) {
            hits.computeIfAbsent(what, w -> new TreeSet<>()).addAll(found);
        }
    }

    private static String text(InstitutionApi.Answer answer) {
        return new String(answer.expect(200).body(), StandardCharsets.UTF_8);
    }

    private static String part(String jws, int part) {
        return new String(
                Base64.getUrlDecoder().decode(jws.split("\\.")[part]), StandardCharsets.UTF_8);
    }

    private static String credential(String issuer, JsonNode certificate) {
        return text(
                as(issuer)
                        .get(
                                "/api/certificates/"
                                        + certificate.path("id").asString()
                                        + "/credential"));
    }

    private static String page(JsonNode certificate, String type) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        installation
                                                .gateway()
                                                .resolve(certificate.path("verify").asString()))
                                .header("Accept", type)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static byte[] paper(String issuer, JsonNode certificate) {
        return as(issuer)
                .get("/api/certificates/" + certificate.path("id").asString() + "/document")
                .expect(200)
                .body();
    }

    /** Text, metadata, and the names of what is attached. */
    private static String textOf(byte[] paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(paper)) {
            var text = new StringBuilder(new PDFTextStripper().getText(document));
            for (String key : document.getDocumentInformation().getMetadataKeys()) {
                text.append(key)
                        .append(document.getDocumentInformation().getPropertyStringValue(key));
            }
            text.append(
                    new String(
                            document.getDocumentCatalog().getMetadata().toByteArray(),
                            StandardCharsets.UTF_8));
            return text.toString();
        }
    }

    /**
     * What can be read in a file as it lies there. Of compressed bytes, in megabytes of papers,
     * four letters in a row say something by chance; what they hold is looked at as text.
     */
    private static String readable(byte[] file) {
        return READABLE.matcher(new String(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void tellsNothingOfCustodyAnywhere() throws Exception {
        assertThat(certificates.values().stream().mapToInt(List::size).sum()).isGreaterThan(130);
        Map<String, Set<String>> hits = new LinkedHashMap<>();
        Set<String> lists = new TreeSet<>();
        for (String issuer : certificates.keySet()) {
            for (JsonNode certificate : certificates.get(issuer)) {
                String jws = credential(issuer, certificate);
                addHits(hits, "credential", part(jws, 0) + part(jws, 1));
                lists.add(
                        JSON.readTree(part(jws, 1))
                                .at("/credentialStatus/statusListCredential")
                                .asString());
                addHits(hits, "number", certificate.path("number").asString());
                addHits(hits, "address", certificate.path("verify").asString());
                addHits(hits, "page", page(certificate, "text/html"));
                addHits(hits, "JSON", page(certificate, "application/json"));
                byte[] paper = paper(issuer, certificate);
                addHits(hits, "paper", textOf(paper));
                addHits(hits, "paper's bytes", readable(paper));
            }
            addHits(
                    hits,
                    "DID document",
                    text(
                            InstitutionApi.publicly(
                                    installation.gateway(), "/issuers/" + issuer + "/did.json")));
        }
        assertThat(lists).hasSameSizeAs(TheStories.ISSUERS);
        for (String list : lists) {
            String path = list.substring(list.indexOf("/status-lists/"));
            addHits(
                    hits,
                    "status list",
                    path + part(text(InstitutionApi.publicly(installation.gateway(), path)), 1));
        }
        for (String event : Kept.records().get("bekal.certification.v1")) {
            addHits(hits, "events", event);
        }
        assertThat(hits).isEmpty();
    }

    /**
     * A class outside prison differs by nothing that certification hears: what it is told of a
     * completed class, which is all that it makes certificates of and when, names neither prison
     * nor venue. (The envelope's audience does, for delivery; a consumer does not look at it.)
     */
    @Test
    void certificationIsNotToldWhereAClassWasHeld() {
        List<String> completed =
                Kept.records().get("bekal.training.v1").stream()
                        .map(record -> JSON.readTree(record.substring(record.indexOf('{'))))
                        .filter(event -> event.path("type").asString().contains("ProgramCompleted"))
                        .map(event -> event.path("data").toString())
                        .toList();
        assertThat(completed).hasSizeGreaterThan(4);
        Map<String, Set<String>> hits = new LinkedHashMap<>();
        completed.forEach(event -> addHits(hits, "completed classes", event));
        assertThat(hits).isEmpty();
    }

    /** What another than the holder's institution is sent of classes and certificates. */
    @Test
    void tellsNothingOfCustodyInACertificationBodysFeed() {
        List<JsonNode> feed = new ArrayList<>();
        as(Stage.LSP)
                .get("/api/events?limit=1000")
                .expect(200)
                .json()
                .path("events")
                .forEach(feed::add);
        assertThat(feed)
                .extracting(event -> event.path("type").asString())
                .contains(
                        "id.bekal.training.ProgramCompleted.v1",
                        "id.bekal.certification.CompetenceRecorded.v1");
        Map<String, Set<String>> hits = new LinkedHashMap<>();
        feed.forEach(event -> addHits(hits, event.path("type").asString(), event.toString()));
        assertThat(hits).isEmpty();
    }

    /** The scan is worth something: it finds them where they belong. */
    @Test
    void wouldFindThem() {
        assertThat(
                        secretsIn(
                                readable(
                                        "\0/Title (LPKA Blitar)\1"
                                                .getBytes(StandardCharsets.US_ASCII))))
                .contains("lpka");
        assertThat(secrets.size()).isGreaterThan(WORDS.size() + 20);
        assertThat(
                        Kept.records().get("bekal.agreements.v1").stream()
                                .filter(event -> !secretsIn(event).isEmpty()))
                .isNotEmpty();
        assertThat(secretsIn("Lapas Kelas IIB Ngawi")).isNotEmpty();
        assertThat(secretsIn("x7lpka2")).isEmpty();
    }

    @Test
    void givesClassesNothingToBeToldApartBy() throws Exception {
        Map<String, Set<String>> shapes = new LinkedHashMap<>();
        Map<String, Set<String>> orders = new LinkedHashMap<>();
        for (JsonNode certificate : certificates.get(TheStories.PROVIDER)) {
            if (!certificate.path("kind").asString().equals("TRAINING")) {
                continue; // a statement of attainment says that somebody left, of any class
            }
            String program = certificate.path("program").asString();
            String jws = credential(TheStories.PROVIDER, certificate);
            shapes.computeIfAbsent(program, p -> new TreeSet<>())
                    .add(part(jws, 0) + shape(JSON.readTree(part(jws, 1))));
            orders.computeIfAbsent(program, p -> new TreeSet<>())
                    .add(
                            certificate.path("number").asString().replaceAll("[0-9]{5}", "#")
                                    + certificate.path("verify").asString().length());
        }
        assertThat(shapes).hasSizeGreaterThan(1);
        assertThat(new LinkedHashSet<>(shapes.values())).hasSize(1);
        assertThat(new LinkedHashSet<>(orders.values())).hasSize(1);
    }

    /** What is left when what was learned, by whom, the number and the place are taken away. */
    private static String shape(JsonNode credential) {
        ObjectNode copy = (ObjectNode) credential.deepCopy();
        copy.put("id", copy.path("id").asString().replaceAll("[0-9a-z]{26}$", "#"));
        copy.put("name", "#");
        ((ObjectNode) copy.path("credentialStatus"))
                .put("id", copy.at("/credentialStatus/id").asString().replaceAll("#[0-9]+$", "#"))
                .put("statusListIndex", "#");
        ObjectNode subject = (ObjectNode) copy.path("credentialSubject");
        copy.remove("credentialSubject");
        return copy.toString()
                + subject.propertyNames().stream().filter(name -> !name.equals("result")).toList();
    }
}
