package id.bekal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.ProgramCompleted;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

class AsyncApiTests {

    private static final Path COMMITTED = Path.of("src/main/resources/asyncapi.json");
    private static final String REWRITE =
            "asyncapi.json is not what the records, samples and texts say; if that is meant, run"
                    + " ./mvnw -pl contracts test -Dtest=AsyncApiTests -Dcontracts.write and commit the change";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final AsyncApiTexts TEXTS = AsyncApiTexts.committed();
    private static final ObjectNode DOCUMENT = AsyncApi.document(TEXTS);

    private static List<Error> errors(JsonNode schema, JsonNode instance) {
        return REGISTRY.getSchema(schema)
                .validate(
                        instance,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode resolved(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").asString().substring(1));
    }

    @Nested
    class Committed {

        @Test
        void isWhatRecordsSamplesAndTextsSay() throws IOException {
            assertThat(TEXTS.missing()).as("lines to be added to %s", AsyncApiTexts.FILE).isEmpty();
            String generated = CommittedSchemas.pretty(DOCUMENT) + "\n";
            if (System.getProperty("contracts.write") != null) {
                Files.writeString(COMMITTED, generated);
            }
            assertThat(COMMITTED).as(REWRITE).exists();
            assertThat(Files.readString(COMMITTED).equals(generated)).as(REWRITE).isTrue();
        }
    }

    /** The schema is AsyncAPI's own, from npm: no WebJar brings it to Maven. */
    @Nested
    class Conforming {

        private final JsonNode specification =
                JSON.readTree(
                        AsyncApiTests.class.getResourceAsStream(
                                "/asyncapi/specification/3.0.0.json"));

        @Test
        void isAnAsyncApiDocument() {
            assertThat(errors(specification, DOCUMENT)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/operations/streamFeed/action",
                    "/channels/feedStream/servers/0/$ref",
                    "/components/messages/stream.bye/examples/0/payload",
                    "/components/securitySchemes/token/flows/clientCredentials/tokenUrl",
                })
        void failsWithoutWhatItMustHave(String pointer) {
            ObjectNode broken = DOCUMENT.deepCopy();
            int last = pointer.lastIndexOf('/');
            ((ObjectNode) broken.at(pointer.substring(0, last)))
                    .remove(pointer.substring(last + 1));
            assertThat(errors(specification, broken)).isNotEmpty();
        }

        @Test
        void failsOnAPropertyThatTheSpecificationDoesNotKnow() {
            ObjectNode broken = DOCUMENT.deepCopy();
            broken.withObject("channels").withObject("feedStream").put("topic", "x");
            assertThat(errors(specification, broken)).isNotEmpty();
        }
    }

    @Nested
    class Referring {

        @Test
        void leadsSomewhere() {
            List<String> references = DOCUMENT.findValuesAsString("$ref");
            assertThat(references)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(
                            reference -> {
                                assertThat(reference).startsWith("#/");
                                assertThat(DOCUMENT.at(reference.substring(1)).isObject())
                                        .as(reference)
                                        .isTrue();
                            });
        }

        @Test
        void namesAChannelWithMessagesInEachOperation() {
            Collection<JsonNode> operations = DOCUMENT.path("operations").values();
            assertThat(operations).hasSize(10);
            assertThat(operations)
                    .allSatisfy(
                            operation -> {
                                JsonNode channel = resolved(operation.path("channel"));
                                assertThat(DOCUMENT.path("channels").values()).contains(channel);
                                assertThat(channel.path("messages").values())
                                        .isNotEmpty()
                                        .allMatch(message -> resolved(message).has("payload"));
                            });
        }

        @Test
        void usesEveryMessageAndSchema() {
            Set<String> references = Set.copyOf(DOCUMENT.findValuesAsString("$ref"));
            for (String kind : List.of("messages", "messageTraits", "schemas", "securitySchemes")) {
                assertThat(DOCUMENT.path("components").path(kind).propertyNames())
                        .isNotEmpty()
                        .allMatch(name -> references.contains("#/components/" + kind + "/" + name));
            }
        }
    }

    @Nested
    class Examples {

        static Stream<String> messages() {
            return DOCUMENT.at("/components/messages").propertyNames().stream();
        }

        @ParameterizedTest
        @MethodSource("messages")
        void keepTheSchemaOfTheirMessage(String message) {
            assertThat(examples(message))
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(errors(schema(message), example)).isEmpty());
        }

        @ParameterizedTest
        @MethodSource("messages")
        void areRefusedAsAnotherMessage(String message) {
            String other =
                    messages().filter(name -> !sameType(name, message)).findFirst().orElseThrow();
            assertThat(examples(message))
                    .allSatisfy(example -> assertThat(errors(schema(other), example)).isNotEmpty());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "stream.", "webhook."})
        void areRefusedWithoutPartOfTheirData(String door) {
            String message = door + EventTypes.name(ProgramCompleted.class);
            ObjectNode example = (ObjectNode) examples(message).getFirst().deepCopy();
            example.withObject("data").remove("provider");
            assertThat(errors(schema(message), example)).hasSize(1);
        }

        @Test
        void areRefusedAtNumberZero() {
            String message = "stream." + EventTypes.name(ProgramCompleted.class);
            ObjectNode example = (ObjectNode) examples(message).getFirst().deepCopy();
            assertThat(errors(schema(message), example.put("number", 1))).isEmpty();
            assertThat(errors(schema(message), example.put("number", 0))).hasSize(1);
        }

        private static List<JsonNode> examples(String message) {
            return DOCUMENT
                    .path("components")
                    .path("messages")
                    .path(message)
                    .path("examples")
                    .values()
                    .stream()
                    .map(example -> example.path("payload"))
                    .toList();
        }

        private static ObjectNode schema(String message) {
            ObjectNode schema =
                    JSON.createObjectNode()
                            .put("$schema", "http://json-schema.org/draft-07/schema#");
            schema.putArray("allOf")
                    .add(
                            DOCUMENT.path("components")
                                    .path("messages")
                                    .path(message)
                                    .path("payload"));
            schema.putObject("components").set("schemas", DOCUMENT.at("/components/schemas"));
            return schema;
        }

        private static boolean sameType(String one, String other) {
            return one.replaceFirst("^(stream|webhook)\\.", "")
                    .equals(other.replaceFirst("^(stream|webhook)\\.", ""));
        }
    }

    @Nested
    class Topics {

        @Test
        void haveEachTypeOnce() {
            assertThat(
                            EventTypes.topics().stream()
                                    .flatMap(topic -> messages(topic.split("\\.")[1])))
                    .containsExactlyInAnyOrderElementsOf(
                            EventTypes.all().stream().map(EventTypes::name).toList());
        }

        @Test
        void haveTheirTypesAtTheirAddress() {
            assertThat(DOCUMENT.at("/channels/training/address").asString())
                    .isEqualTo(EventTypes.topic(ProgramCompleted.class));
            assertThat(messages("training")).contains(EventTypes.name(ProgramCompleted.class));
        }
    }

    @Nested
    class Feeds {

        @ParameterizedTest
        @ValueSource(strings = {"feedStream", "feedWebhook"})
        void haveEachTypeButThoseForServicesAlone(String channel) {
            assertThat(messages(channel).filter(name -> !name.equals("bye")))
                    .containsExactlyInAnyOrderElementsOf(
                            EventTypes.all().stream()
                                    .filter(type -> type != LearnerErased.class)
                                    .filter(type -> type != HolderKeyIssued.class)
                                    .map(EventTypes::name)
                                    .toList());
        }

        @Test
        void haveTheSameExamplesByEachDoor() {
            assertThat(messages("feedWebhook"))
                    .allSatisfy(
                            name ->
                                    assertThat(feed("stream.", name).path("examples"))
                                            .isEqualTo(feed("webhook.", name).path("examples")));
        }

        @Test
        void leaveOutWhatIsForServicesAlone() {
            assertThat(messages("feedStream").map(name -> feed("stream.", name).toString()))
                    .hasSize(34)
                    .noneMatch(
                            message ->
                                    message.contains("sealedHolder")
                                            || message.contains("\"audience\"")
                                            || message.contains("\"traceparent\""));
            assertThat(
                            DOCUMENT.at("/components/schemas/feed.SeatResult/properties")
                                    .propertyNames())
                    .contains("learner")
                    .doesNotContain("sealedHolder");
            assertThat(DOCUMENT.at("/components/schemas/FeedEvent/properties").propertyNames())
                    .contains("feed", "number", "erased")
                    .doesNotContain("audience", "traceparent");
        }

        @Test
        void tellAnAuthorityNothingOfASeat() {
            EventEnvelope sample = EventEnvelope.parse(Samples.of(ProgramCompleted.class));
            assertThat(sample.audienceIds()).contains(AsyncApi.AUTHORITY);
            JsonNode examples =
                    feed("stream.", EventTypes.name(ProgramCompleted.class)).path("examples");
            assertThat(examples.at("/0/payload/data").has("seats")).isTrue();
            assertThat(examples.at("/1/payload/data").has("seats")).isFalse();
            assertThat(examples.at("/1/payload/feed").asString())
                    .isEqualTo(AsyncApi.AUTHORITY.value());
        }

        @Test
        void haveExamplesThatKeepThePublishedSchema() {
            JsonNode published = JSON.readTree(Samples.feedEventSchema());
            assertThat(messages("feedWebhook"))
                    .allSatisfy(
                            name ->
                                    assertThat(feed("webhook.", name).path("examples").values())
                                            .allMatch(
                                                    example ->
                                                            errors(
                                                                            published,
                                                                            example.path("payload"))
                                                                    .isEmpty()));
        }

        @Test
        void haveExamplesThatAreRead() {
            assertThat(messages("feedWebhook"))
                    .allSatisfy(
                            name -> {
                                JsonNode example = feed("webhook.", name).at("/examples/0/payload");
                                FeedEvent event = FeedEvent.parse(example.toString());
                                assertThat(JSON.readTree(event.toJson())).isEqualTo(example);
                            });
        }

        private static JsonNode feed(String door, String name) {
            return DOCUMENT.path("components").path("messages").path(door + name);
        }
    }

    @Nested
    class Texts {

        @Test
        void areOfWhatThereIs() {
            assertThat(TEXTS.unused()).as("texts of what is gone").isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"ProgramCompleted.en", "ProgramCompleted.id"})
        void areDemandedOfEachType(String key) throws IOException {
            Properties texts = new Properties();
            try (var file = Files.newBufferedReader(AsyncApiTexts.FILE)) {
                texts.load(file);
            }
            texts.remove(key);
            AsyncApiTexts incomplete = new AsyncApiTexts(texts);
            AsyncApi.document(incomplete);
            assertThat(incomplete.missing()).containsExactly(key);
        }

        @Test
        void areOneLineOfATypeInBothLanguages() {
            assertThat(DOCUMENT.at("/components/messages").values())
                    .allSatisfy(
                            message -> {
                                String english = message.path("summary").asString();
                                assertThat(english).isNotBlank().doesNotContain("\n");
                                assertThat(message.path("x-summary-id").asString())
                                        .isNotBlank()
                                        .doesNotContain("\n")
                                        .isNotEqualTo(english);
                            });
        }
    }

    @Nested
    class Sharing {

        record Part(String name) {}

        record Whole(Part part) {}

        @Test
        void refusesTwoSchemasOfOneName() {
            SharedSchemas schemas = new SharedSchemas();
            schemas.add("Whole", Schemas.root(Whole.class, ""));
            schemas.add("Whole", Schemas.root(Whole.class, ""));
            assertThat(schemas.all().propertyNames()).containsExactly("Whole", "Part");
            ObjectNode other = Schemas.root(Whole.class, "");
            other.withObject("$defs").withObject("Part").put("type", "string");
            assertThatThrownBy(() -> schemas.add("Other", other)).hasMessageContaining("Part");
        }
    }

    private static Stream<String> messages(String channel) {
        return DOCUMENT.path("channels").path(channel).path("messages").propertyNames().stream();
    }
}
