package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.InstitutionApi;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all that an installation keeps, every topic, log and collection, and looks for the names,
 * birth dates and register numbers of the learners in it.
 */
class PersonalDataScanIT {

    private static final Path KEYS =
            Path.of("platform/src/main/java/id/bekal/platform/keys/MasterKeys.java");
    private static final Path SEALER =
            Path.of("platform/src/main/java/id/bekal/platform/sealing/Sealer.java");

    private final Installation installation = TheInstallation.running();

    @Test
    void findsNobodyAfterTheStories() {
        TheStories.told();
        Set<String> known = new LinkedHashSet<>();
        TheStories.PRISONS.forEach(prison -> known.addAll(personalDataOf(prison)));
        assertThat(known.size()).isGreaterThan(200);
        assertThat(found(known)).isEmpty();
    }

    /** The scan is worth something: with the encryption switched off, it finds them. */
    @Test
    void findsThemWhereNothingIsEncrypted() {
        Path unpacked = installation.unpacked("training");
        Path plain =
                Mutant.of(
                        KEYS,
                        Map.of(
                                "public String encrypt(String place, String text) {",
                                "public String encrypt(String place, String text) { if (place != null) return text;",
                                "public String decrypt(String place, String encrypted) {",
                                "public String decrypt(String place, String encrypted) { if (place != null) return encrypted;"),
                        unpacked);
        Path unsealed =
                Mutant.of(
                        SEALER,
                        "return sealed.serialize();",
                        "return json.writeValueAsString(value);",
                        unpacked);
        try {
            assertThat(installation.restart("training", Map.of(), Path.of(plain + ":" + unsealed)))
                    .isTrue();
            CompletedClass exposed =
                    CompletedClass.of(
                            installation, "lapas-kelas-iib-mojokerto", "upt-blk-mojokerto", 2);
            Set<String> known = personalDataOf(exposed.prison);
            List<String> places = found(known);
            assertThat(places).anyMatch(place -> place.startsWith("training-service.learners"));
            assertThat(places).anyMatch(place -> place.startsWith("bekal.training.v1"));
        } finally {
            assertThat(installation.restart("training", Map.of(), null)).isTrue();
        }
    }

    /** Names, birth dates and register numbers of an institution's learners. */
    private Set<String> personalDataOf(String prison) {
        InstitutionApi api =
                new InstitutionApi(installation.gateway(), installation.credentials().of(prison));
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode learner : api.all("/api/learners")) {
            known.add(learner.at("/identity/name").asString());
            // as it is written in JSON; dates of classes are of this year
            LocalDate born = LocalDate.parse(learner.at("/identity/birthDate").asString());
            known.add(born.toString());
            learner.path("custody")
                    .forEach(custody -> known.add(custody.path("registerNumber").asString("")));
        }
        known.remove("");
        return known;
    }

    /** Where some of it stands, never what: this is printed when the test fails. */
    private List<String> found(Set<String> known) {
        List<String> places = new ArrayList<>();
        Kept.documents()
                .forEach((collection, documents) -> addHits(collection, documents, known, places));
        Kept.records().forEach((topic, records) -> addHits(topic, records, known, places));
        for (String service :
                List.of(
                        "agreements",
                        "training",
                        "certification",
                        "events",
                        "identity",
                        "gateway",
                        "infrastructure")) {
            addHits(service + ".log", log(service), known, places);
        }
        return places;
    }

    private static void addHits(
            String place, Iterable<String> texts, Set<String> known, List<String> places) {
        int hits = 0;
        for (String text : texts) {
            if (known.stream().anyMatch(text::contains)) {
                hits++;
            }
        }
        if (hits > 0) {
            places.add(place + ": " + hits);
        }
    }

    private List<String> log(String service) {
        try {
            return Files.readAllLines(installation.log(service), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
