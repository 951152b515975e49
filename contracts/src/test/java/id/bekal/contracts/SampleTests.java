package id.bekal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificationEvent;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.ProgramCompleted;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

class SampleTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static List<Error> errors(String schema, JsonNode instance) {
        return REGISTRY.getSchema(schema, InputFormat.JSON)
                .validate(
                        instance,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)));
    }

    private static ObjectNode json(Class<? extends DomainEvent> type) {
        return (ObjectNode) JSON.readTree(Samples.of(type));
    }

    @Nested
    class Conforming {

        static List<Class<? extends DomainEvent>> types() {
            return EventTypes.all();
        }

        @ParameterizedTest
        @MethodSource("types")
        void keepsTheEnvelopesSchema(Class<? extends DomainEvent> type) {
            assertThat(errors(Samples.envelopeSchema(), json(type))).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("types")
        void keepsItsTypesSchema(Class<? extends DomainEvent> type) {
            assertThat(errors(Samples.schema(type), json(type).path("data"))).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("types")
        void hasNoAttributeThatTheEnvelopeDoesNotKnow(Class<? extends DomainEvent> type) {
            EventEnvelope envelope = EventEnvelope.parse(Samples.of(type));
            assertThat(JSON.readTree(envelope.toJson())).isEqualTo(json(type));
        }

        @Test
        void failsWhenSomethingIsMissing() {
            ObjectNode sample = json(CertificateIssued.class);
            sample.withObject("data").remove("number");
            assertThat(errors(Samples.schema(CertificateIssued.class), sample.path("data")))
                    .hasSize(1);
        }

        @Test
        void failsOnADayThatDoesNotExist() {
            ObjectNode sample = json(CertificateIssued.class);
            sample.withObject("data").put("issuedOn", "2026-02-30");
            assertThat(errors(Samples.schema(CertificateIssued.class), sample.path("data")))
                    .hasSize(1);
        }

        @Test
        void failsOnAnIdWithABlank() {
            ObjectNode sample = json(CertificateIssued.class);
            sample.withObject("data").put("learner", "l 1");
            assertThat(errors(Samples.schema(CertificateIssued.class), sample.path("data")))
                    .hasSize(1);
        }

        @Test
        void failsOnAnAudienceThatIsAList() {
            ObjectNode sample = json(CertificateIssued.class);
            sample.putArray("audience").add("blk-madiun");
            assertThat(errors(Samples.envelopeSchema(), sample)).isNotEmpty();
        }

        @Test
        void passesAPropertyOfALaterVersion() {
            ObjectNode sample = json(CertificateIssued.class);
            sample.withObject("data").put("later", "yes");
            assertThat(errors(Samples.schema(CertificateIssued.class), sample.path("data")))
                    .isEmpty();
        }
    }

    @Nested
    class Reading {

        static List<Class<? extends DomainEvent>> types() {
            return EventTypes.all();
        }

        @ParameterizedTest
        @MethodSource("types")
        void givesItsRecordAndBackTheSameJson(Class<? extends DomainEvent> type) {
            EventEnvelope envelope = EventEnvelope.parse(Samples.of(type));
            assertThat(envelope.type()).isEqualTo(EventTypes.name(type));
            DomainEvent event = envelope.event(type);
            EventEnvelope again =
                    EventEnvelope.of(
                            envelope.id(),
                            envelope.source(),
                            envelope.subject(),
                            envelope.time(),
                            envelope.sequenceNumber(),
                            envelope.audienceIds(),
                            envelope.traceparent(),
                            event);
            assertThat(JSON.readTree(again.toJson())).isEqualTo(json(type));
        }

        @ParameterizedTest
        @MethodSource("types")
        void ignoresWhatALaterVersionAdds(Class<? extends DomainEvent> type) {
            ObjectNode later = json(type).put("later", 1);
            later.withObject("data").put("later", 1);
            EventEnvelope envelope =
                    EventEnvelope.parse(later.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(envelope.event(type))
                    .isEqualTo(EventEnvelope.parse(Samples.of(type)).event(type));
        }
    }

    @Nested
    class CloudEvents {

        private final JsonFormat sdk = new JsonFormat();

        static List<Class<? extends DomainEvent>> types() {
            return EventTypes.all();
        }

        @ParameterizedTest
        @MethodSource("types")
        void areWhatTheirSdkReads(Class<? extends DomainEvent> type) {
            CloudEvent event = sdk.deserialize(Samples.of(type));
            EventEnvelope envelope = EventEnvelope.parse(Samples.of(type));
            assertThat(event.getSpecVersion()).hasToString("1.0");
            assertThat(event.getId()).isEqualTo(envelope.id());
            assertThat(event.getType()).isEqualTo(EventTypes.name(type));
            assertThat(event.getSource()).hasToString(envelope.source());
            assertThat(event.getSubject()).isEqualTo(envelope.subject());
            assertThat(event.getTime().toInstant()).isEqualTo(envelope.time());
            assertThat(event.getDataContentType()).isEqualTo("application/json");
            assertThat(event.getExtensionNames())
                    .containsExactlyInAnyOrderElementsOf(
                            envelope.audience() == null // an event for no institution
                                    ? Set.of("sequence", "traceparent")
                                    : Set.of("sequence", "audience", "traceparent"));
            assertThat(event.getExtension("sequence")).isEqualTo(envelope.sequence());
            assertThat(event.getExtension("audience")).isEqualTo(envelope.audience());
            assertThat(event.getExtension("traceparent")).isEqualTo(envelope.traceparent());
            assertThat(JSON.readTree(((JsonCloudEventData) event.getData()).getNode().toString()))
                    .isEqualTo(envelope.data());
        }

        @ParameterizedTest
        @MethodSource("types")
        void areReadFromWhatTheirSdkWrites(Class<? extends DomainEvent> type) {
            CloudEvent event = sdk.deserialize(Samples.of(type));
            assertThat(EventEnvelope.parse(sdk.serialize(event)))
                    .isEqualTo(EventEnvelope.parse(Samples.of(type)));
        }

        @Test
        void areReadFromABareOneOfTheSdk() {
            CloudEvent bare =
                    io.cloudevents.core.builder.CloudEventBuilder.v1()
                            .withId("1")
                            .withSource(java.net.URI.create("/elsewhere"))
                            .withType("some.other.Type")
                            .withSubject("s")
                            .withTime(Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC))
                            .withExtension("sequence", "0000000001")
                            .withData(
                                    "application/json",
                                    BytesCloudEventData.wrap("{}".getBytes(StandardCharsets.UTF_8)))
                            .build();
            EventEnvelope envelope = EventEnvelope.parse(sdk.serialize(bare));
            assertThat(envelope.audienceIds()).isEmpty();
            assertThat(EventTypes.type(envelope.type())).isEmpty();
        }

        @Test
        void haveLegalNamesOfAttributes() {
            // CloudEvents 1.0, naming conventions: lower-case letters and digits, 20 at most
            assertThat(EventEnvelope.class.getRecordComponents())
                    .extracting(RecordComponent::getName)
                    .allMatch(name -> name.matches("[a-z0-9]{1,20}"));
        }
    }

    @Nested
    class Privacy {

        @Test
        void sealsEachHolderAsACompactJweForOneRecipient() {
            ProgramCompleted completed =
                    EventEnvelope.parse(Samples.of(ProgramCompleted.class))
                            .event(ProgramCompleted.class);
            assertThat(completed.seats())
                    .filteredOn(seat -> seat.entitlement() != Entitlement.NONE)
                    .isNotEmpty()
                    .allSatisfy(
                            seat -> {
                                String[] parts =
                                        String.valueOf(seat.sealedHolder()).split("\\.", -1);
                                assertThat(parts).hasSize(5);
                                JsonNode header =
                                        JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
                                assertThat(header.path("alg").asString()).isEqualTo("ECDH-ES");
                                assertThat(header.path("enc").asString()).isEqualTo("A256GCM");
                            });
        }

        @Test
        void tellsOfACertificateToItsIssuerAlone() {
            List<Class<? extends DomainEvent>> certificates =
                    EventTypes.all().stream()
                            .filter(CertificationEvent.class::isAssignableFrom)
                            .filter(type -> type != HolderKeyIssued.class) // for no institution
                            .toList();
            assertThat(certificates).hasSize(6);
            certificates.forEach(
                    type -> {
                        EventEnvelope envelope = EventEnvelope.parse(Samples.of(type));
                        assertThat(envelope.audienceIds())
                                .isEqualTo(
                                        Set.of(
                                                new InstitutionId(
                                                        envelope.data()
                                                                .path("issuer")
                                                                .asString())));
                    });
        }

        @Test
        void tellsOfAWebhookToItsInstitutionAloneAndNotWhereItIs() {
            EventEnvelope envelope = EventEnvelope.parse(Samples.of(WebhookDisabled.class));
            WebhookDisabled disabled = envelope.event(WebhookDisabled.class);
            assertThat(envelope.audienceIds()).isEqualTo(Set.of(disabled.institution()));
            assertThat(WebhookDisabled.class.getRecordComponents())
                    .extracting(RecordComponent::getName)
                    .doesNotContain("url", "description", "keys", "secret");
        }

        @Test
        void namesNobodyInAnyEvent() {
            assertThat(
                            EventTypes.all().stream()
                                    .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                                    .map(RecordComponent::getName))
                    .doesNotContain("name", "birthPlace", "birthDate", "registerNumber", "nik");
        }
    }
}
