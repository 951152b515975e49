package id.bekal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.training.SealedHolder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class SchemaTests {

    private static final CommittedSchemas COMMITTED =
            new CommittedSchemas(Path.of("src/main/resources/schemas"));
    private static final String REWRITE =
            "%s is not what its record says; if that is meant, run"
                    + " ./mvnw -pl contracts test -Dtest=SchemaTests -Dcontracts.write and commit the change";

    /** Schemas as the records say, by name of their file. */
    static Map<String, ObjectNode> generated() {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        schemas.put("envelope", Schemas.envelope());
        schemas.put("feed-event", Schemas.feedEvent());
        EventTypes.all().forEach(type -> schemas.put(EventTypes.name(type), Schemas.of(type)));
        return schemas;
    }

    @Nested
    class Committed {

        static Set<String> names() {
            return generated().keySet();
        }

        @ParameterizedTest
        @MethodSource("names")
        void isWhatTheRecordSays(String name) {
            ObjectNode schema = generated().get(name);
            if (System.getProperty("contracts.write") != null) {
                COMMITTED.write(name, schema);
            }
            assertThat(COMMITTED.schema(name)).as(REWRITE, name).contains(schema);
        }

        @Test
        void outlivesNoType() {
            assertThat(COMMITTED.names())
                    .as("a type that is gone is still in the log: keep its record")
                    .isSubsetOf(names());
        }

        @ParameterizedTest
        @MethodSource("names")
        void isNeverOfWhatIsSealed(String name) {
            assertThat(generated().get(name).path("$defs").propertyNames())
                    .doesNotContain(SealedHolder.class.getSimpleName());
        }
    }

    @Nested
    class Rewriting {

        record Before(String kind) {}

        record Grown(String kind, @Nullable String note) {}

        record Broken(String sort) {}

        private final JsonNode before = Schemas.root(Before.class, "");

        @Test
        void addsWhatIsNew(@TempDir Path folder) {
            CommittedSchemas schemas = new CommittedSchemas(folder);
            schemas.write("a", before);
            assertThat(schemas.schema("a")).contains(before);
            assertThat(schemas.names()).containsExactly("a");
        }

        @Test
        void letsASchemaGrow(@TempDir Path folder) {
            CommittedSchemas schemas = new CommittedSchemas(folder);
            schemas.write("a", before);
            schemas.write("a", Schemas.root(Grown.class, ""));
            assertThat(schemas.schema("a")).contains(Schemas.root(Grown.class, ""));
        }

        @Test
        void keepsTheSchemaThatWouldBreak(@TempDir Path folder) {
            CommittedSchemas schemas = new CommittedSchemas(folder);
            schemas.write("a", before);
            assertThatThrownBy(() -> schemas.write("a", Schemas.root(Broken.class, "")))
                    .hasMessageContaining("a only grows")
                    .hasMessageContaining("data.kind: would be removed");
            assertThat(schemas.schema("a")).contains(before);
        }
    }

    @Nested
    class Generating {

        enum Colour {
            RED,
            BLUE
        }

        record Part(boolean whole) {}

        record Everything(
                String text,
                int count,
                double share,
                LocalDate day,
                Instant instant,
                LearnerId learner,
                Colour colour,
                List<Part> parts,
                Set<Colour> colours,
                @Nullable Integer perhaps) {}

        record Unknown(Map<String, String> map) {}

        record Unagreed(java.time.Duration duration) {}

        @Test
        void describesEachKindOfComponent() {
            assertThat(Schemas.root(Everything.class, "Everything"))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"$schema": "https://json-schema.org/draft/2020-12/schema",
                                             "title": "Everything",
                                             "type": "object",
                                             "required": ["text", "count", "share", "day", "instant", "learner",
                                                          "colour", "parts", "colours"],
                                             "properties": {
                                               "text": {"type": "string"},
                                               "count": {"type": "integer"},
                                               "share": {"type": "number"},
                                               "day": {"type": "string", "format": "date"},
                                               "instant": {"type": "string", "format": "date-time"},
                                               "learner": {"$ref": "#/$defs/LearnerId"},
                                               "colour": {"$ref": "#/$defs/Colour"},
                                               "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
                                               "colours": {"type": "array", "items": {"$ref": "#/$defs/Colour"},
                                                           "uniqueItems": true},
                                               "perhaps": {"type": "integer"}},
                                             "$defs": {
                                               "LearnerId": {"type": "string",
                                                             "pattern": "^[A-Za-z0-9._-]{1,64}$"},
                                               "Colour": {"type": "string", "enum": ["RED", "BLUE"]},
                                               "Part": {"type": "object", "required": ["whole"],
                                                        "properties": {"whole": {"type": "boolean"}}}}}
                                            """));
        }

        @Test
        void refusesATypeThatWasNotAgreed() {
            assertThatThrownBy(() -> Schemas.root(Unknown.class, ""))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Schemas.root(Unagreed.class, ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
