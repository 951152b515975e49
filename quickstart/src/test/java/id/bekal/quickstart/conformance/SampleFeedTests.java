package id.bekal.quickstart.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.conformance.SampleFeed.Event;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Held against the schemas that are published for institutions. */
class SampleFeedTests {

    private static final Path SCHEMAS = Path.of("../contracts/src/main/resources/schemas");

    private final SampleFeed feed = new SampleFeed("blk-contoh", 0, Clock.systemUTC());

    @Test
    void hasEventsInThePublishedForm() throws Exception {
        for (Event event :
                List.of(
                        feed.next(),
                        feed.forged(),
                        feed.ofUnknownType(),
                        feed.withUnknownFields(),
                        feed.erased(),
                        feed.completed(),
                        feed.largest())) {
            JsonNode json = JsonMapper.shared().readTree(event.json());
            assertThatIsOf("feed-event", json);
            Path schema = SCHEMAS.resolve(json.path("type").asString() + ".json");
            if (json.has("data") && Files.exists(schema)) {
                assertThatIsOf(json.path("type").asString(), json.path("data"));
            }
        }
    }

    /** Required members, formats and constants of its first level. */
    private static void assertThatIsOf(String name, JsonNode json) throws Exception {
        JsonNode schema =
                JsonMapper.shared().readTree(Files.readString(SCHEMAS.resolve(name + ".json")));
        assertThat(schema.path("required")).isNotEmpty();
        schema.path("required")
                .forEach(
                        member -> assertThat(json.has(member.asString())).as(member + "").isTrue());
        for (var property : schema.path("properties").properties()) {
            JsonNode rule = property.getValue();
            JsonNode value = json.path(property.getKey());
            if (value.isString() && rule.has("pattern")) {
                assertThat(value.asString()).matches(rule.path("pattern").asString());
            }
            if (!value.isMissingNode() && rule.has("const")) {
                assertThat(value).isEqualTo(rule.path("const"));
            }
        }
    }

    @Test
    void numbersThemWithoutAGapAndForgesTheNext() {
        assertThat(feed.next().number()).isEqualTo(1);
        assertThat(feed.forged().number()).isEqualTo(2);
        Event forged = feed.forged();
        assertThat(feed.genuine(forged).number()).isEqualTo(2);
        assertThat(feed.erased().number()).isEqualTo(3);
        assertThat(feed.test().number()).isZero();
        assertThat(feed.next().number()).isEqualTo(4);
    }

    @Test
    void changesWhatItForges() {
        Event event = feed.next();
        assertThat(SampleFeed.changed(event).json())
                .hasSameSizeAs(event.json())
                .isNotEqualTo(event.json());
    }

    @Test
    void hasALargestOfAlmostTwoMegabytes() {
        assertThat(feed.largest().json().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(1_500_000, 2_000_000);
    }

    /** So that whoever parses and writes anew is found out. */
    @Test
    void hasBytesThatDependOnWhoWritesThem() {
        assertThat(feed.completed().json()).contains("100.0").contains("≤");
    }
}
