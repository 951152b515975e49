package id.bekal.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.training.ProgramCompleted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

class EventTypesTests {

    private static final String ASSESSED =
            """
            {"specversion": "1.0", "id": "1", "source": "/training-service",
             "type": "id.bekal.training.UnitAssessed.v1", "subject": "p1",
             "time": "2026-11-24T02:00:00Z", "datacontenttype": "application/json",
             "sequence": "0000000001",
             "data": {"program": "p1", "learner": "l1", "unit": "u1", "result": "%s", "attempt": 1}}
            """;

    @Test
    void countsThoseOfAllTopics() {
        assertThat(EventTypes.all()).hasSize(35);
        assertThat(EventTypes.topics())
                .containsExactly(
                        "bekal.agreements.v1",
                        "bekal.training.v1",
                        "bekal.certification.v1",
                        "bekal.events.v1");
    }

    @Test
    void namesThemByFamilyAndVersion() {
        assertThat(EventTypes.name(ProgramCompleted.class))
                .isEqualTo("id.bekal.training.ProgramCompleted.v1");
        assertThat(EventTypes.name(AgreementActivated.class))
                .isEqualTo("id.bekal.agreements.AgreementActivated.v1");
        assertThat(EventTypes.topic(CertificateIssued.class)).isEqualTo("bekal.certification.v1");
    }

    @Test
    void findsThemByName() {
        EventTypes.all()
                .forEach(type -> assertThat(EventTypes.type(EventTypes.name(type))).contains(type));
        assertThat(EventTypes.type("id.bekal.training.ProgramCompleted.v2")).isEmpty();
    }

    @Test
    void refusesWhatIsNoEventOfATopic() {
        record Stray() implements DomainEvent {}
        assertThatThrownBy(() -> EventTypes.name(Stray.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.of(Stray.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesAnEmptyAudienceOut() {
        EventEnvelope envelope =
                EventEnvelope.of(
                        "1",
                        "/agreements-service",
                        "blk",
                        Instant.EPOCH,
                        12,
                        Set.of(),
                        null,
                        EventEnvelope.parse(Samples.of(InstitutionRegistered.class))
                                .event(InstitutionRegistered.class));
        assertThat(envelope.sequence()).isEqualTo("0000000012");
        assertThat(envelope.toJson()).doesNotContain("audience", "traceparent", "null");
    }

    /** Why {@link SchemaChanges} lets no enumeration grow. */
    @Test
    void cannotReadAValueThatIsNew() {
        assertThat(event("K").result()).hasToString("K");
        assertThatThrownBy(() -> event("TK")).isInstanceOf(MalformedEventException.class);
    }

    private static id.bekal.contracts.training.UnitAssessed event(String result) {
        return EventEnvelope.parse(ASSESSED.formatted(result).getBytes(StandardCharsets.UTF_8))
                .event(id.bekal.contracts.training.UnitAssessed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"specversion\": \"0.3\", \"id\": \"1\", \"source\": \"/s\", \"type\": \"t\","
                        + " \"subject\": \"s\", \"time\": \"2026-11-24T02:00:00Z\", \"sequence\":"
                        + " \"1\", \"data\": {}}",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"type\": \"t\", \"subject\": \"s\", \"time\":"
                        + " \"2026-11-24T02:00:00Z\", \"sequence\": \"1\", \"data\": {}}",
            })
    void refusesWhatIsNoCloudEvent(String text) {
        assertThatThrownBy(() -> EventEnvelope.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEventException.class);
    }
}
