package id.bekal.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.Samples;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.training.ProgramResumed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

class EventContractTests {

    static List<Class<? extends DomainEvent>> types() {
        return EventTypes.all();
    }

    private static EventEnvelope spoilt(Consumer<ObjectNode> spoil) {
        ObjectNode sample =
                (ObjectNode) JsonMapper.shared().readTree(Samples.of(CertificateIssued.class));
        spoil.accept(sample);
        return EventEnvelope.parse(sample.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("types")
    void passesEverySample(Class<? extends DomainEvent> type) {
        EventEnvelope sample = EventEnvelope.parse(Samples.of(type));
        assertThatCode(() -> EventContract.assertConforms(sample)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("types")
    void passesEveryRecordOfASample(Class<? extends DomainEvent> type) {
        DomainEvent event = EventEnvelope.parse(Samples.of(type)).event(type);
        assertThatCode(() -> EventContract.assertConforms(event)).doesNotThrowAnyException();
    }

    @Test
    void failsOnARecordThatLacksSomething() {
        assertThatThrownBy(() -> EventContract.assertConforms(new ProgramResumed(null)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'program'");
    }

    @Test
    void passesAPropertyMore() {
        EventEnvelope more = spoilt(sample -> sample.withObject("data").put("later", 1));
        assertThatCode(() -> EventContract.assertConforms(more)).doesNotThrowAnyException();
    }

    @Test
    void namesWhatIsMissingInTheData() {
        EventEnvelope less = spoilt(sample -> sample.withObject("data").remove("number"));
        assertThatThrownBy(() -> EventContract.assertConforms(less))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("id.bekal.certification.CertificateIssued.v1")
                .hasMessageContaining("data")
                .hasMessageContaining("'number'");
    }

    @Test
    void namesWhatIsWrongInTheEnvelope() {
        EventEnvelope odd = spoilt(sample -> sample.put("sequence", "7"));
        assertThatThrownBy(() -> EventContract.assertConforms(odd))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("envelope/sequence");
    }

    @Test
    void checksFormats() {
        EventEnvelope odd = spoilt(sample -> sample.withObject("data").put("issuedOn", "soon"));
        assertThatThrownBy(() -> EventContract.assertConforms(odd))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("data/issuedOn");
    }

    @Test
    void knowsNoOtherTypes() {
        EventEnvelope odd = spoilt(sample -> sample.put("type", "id.bekal.training.Nothing.v1"));
        assertThatThrownBy(() -> EventContract.assertConforms(odd))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such type");
    }
}
