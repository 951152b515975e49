package id.bekal.events.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.Samples;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.UnitAssessed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

class FeedRulesTests {

    private static final InstitutionId PROVIDER = new InstitutionId("blk");
    private static final InstitutionId CUSTODIAN = new InstitutionId("lapas");
    private static final InstitutionId REGION = new InstitutionId("kanwil");

    private final MongoOperations mongo = mock();
    private final FeedRules rules = new FeedRules(new ProgramParties(mongo));

    static List<Class<? extends DomainEvent>> types() {
        return EventTypes.all();
    }

    @BeforeEach
    void everyProgramIsPlanned() {
        when(mongo.findById(any(), eq(ProgramParties.Parties.class), any()))
                .thenAnswer(
                        call ->
                                new ProgramParties.Parties(
                                        new ProgramId(call.getArgument(0)), PROVIDER, CUSTODIAN));
    }

    private Optional<JsonNode> read(InstitutionId by, Class<? extends DomainEvent> type) {
        EventEnvelope sample = EventEnvelope.parse(Samples.of(type));
        return rules.readableBy(by, sample.event(type), sample.data());
    }

    @ParameterizedTest
    @MethodSource("types")
    void giveNobodyWhatIsSealed(Class<? extends DomainEvent> type) {
        for (InstitutionId institution : List.of(PROVIDER, CUSTODIAN, REGION)) {
            read(institution, type)
                    .ifPresent(data -> assertThat(data.toString()).doesNotContain("sealedHolder"));
        }
    }

    @Nested
    class OfAClass {

        @Test
        void giveProviderAndPrisonEachSeat() {
            for (InstitutionId institution : List.of(PROVIDER, CUSTODIAN)) {
                assertThat(read(institution, LearnerEnrolled.class)).isPresent();
                assertThat(read(institution, UnitAssessed.class)).isPresent();
                assertThat(read(institution, LearnerWithdrawn.class)).isPresent();
                assertThat(read(institution, ProgramCompleted.class).orElseThrow().path("seats"))
                        .isNotEmpty();
            }
        }

        @Test
        void giveAnAuthorityNoSeat() {
            assertThat(read(REGION, LearnerEnrolled.class)).isEmpty();
            assertThat(read(REGION, UnitAssessed.class)).isEmpty();
            assertThat(read(REGION, LearnerWithdrawn.class)).isEmpty();
            JsonNode completed = read(REGION, ProgramCompleted.class).orElseThrow();
            assertThat(completed.has("seats")).isFalse();
            assertThat(completed.has("curriculum")).isTrue();
        }

        @Test
        void giveTheCertificationBodyItsCandidates() {
            EventEnvelope sample = EventEnvelope.parse(Samples.of(ProgramCompleted.class));
            ProgramCompleted completed = sample.event(ProgramCompleted.class);
            InstitutionId certifier = java.util.Objects.requireNonNull(completed.certifier());
            assertThat(
                            rules.readableBy(certifier, completed, sample.data())
                                    .orElseThrow()
                                    .path("seats"))
                    .isNotEmpty();
        }

        @Test
        void giveNothingOfAProgramThatNobodyPlanned() {
            when(mongo.findById(any(), eq(ProgramParties.Parties.class), any())).thenReturn(null);
            assertThatThrownBy(() -> read(PROVIDER, LearnerEnrolled.class))
                    .isInstanceOf(IllegalStateException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ProgramPlanned",
                    "ProgramOpened",
                    "ProgramStarted",
                    "ProgramPaused",
                    "ProgramResumed",
                    "ProgramCancelled",
                    "SessionHeld"
                })
        void giveEveryPartWhatIsOfTheWholeClass(String name) {
            Class<? extends DomainEvent> type =
                    EventTypes.type("id.bekal.training." + name + ".v1").orElseThrow();
            for (InstitutionId institution : List.of(PROVIDER, CUSTODIAN, REGION)) {
                assertThat(read(institution, type)).isPresent();
            }
        }
    }

    @Test
    void giveTheCustodianWhatBecomesOfALearner() {
        assertThat(read(CUSTODIAN, LearnerTransferred.class)).isPresent();
    }

    @Test
    void giveTheIssuerItsCertificates() {
        assertThat(read(PROVIDER, CertificateIssued.class)).isPresent();
        assertThat(read(PROVIDER, IssuanceWithheld.class)).isPresent();
    }

    @Test
    void giveAnInstitutionWhatBecameOfItsWebhookAndNobodyElse() {
        WebhookDisabled disabled =
                EventEnvelope.parse(Samples.of(WebhookDisabled.class)).event(WebhookDisabled.class);
        assertThat(FeedRules.reading(disabled)).contains(Action.WEBHOOK_READ);
        assertThat(read(disabled.institution(), WebhookDisabled.class)).isPresent();
        for (InstitutionId other : List.of(PROVIDER, CUSTODIAN, REGION)) {
            assertThat(read(other, WebhookDisabled.class)).isEmpty();
        }
    }

    @Test
    void giveKeysToNobody() {
        assertThat(read(PROVIDER, HolderKeyIssued.class)).isEmpty();
    }

    /** Without it an erasure would leave the event as it is. */
    @ParameterizedTest
    @MethodSource("types")
    void knowEveryLearnerThatAnEventNames(Class<? extends DomainEvent> type) {
        EventEnvelope sample = EventEnvelope.parse(Samples.of(type));
        if (type == HolderKeyIssued.class) {
            return; // no feed has it
        }
        List<String> named =
                sample.data().findValuesAsString("learner").stream().distinct().toList();
        assertThat(FeedRules.learners(sample.event(type)))
                .extracting(id.bekal.contracts.LearnerId::value)
                .containsAll(named);
    }
}
