package id.bekal.certification.issuance.messaging;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import id.bekal.certification.holder.ErasingHolders;
import id.bekal.certification.holder.IssuingHolderKeys;
import id.bekal.certification.issuance.IssuingCertificates;
import id.bekal.certification.issuer.FollowingInstitutions;
import id.bekal.certification.link.SharingCertificates;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.Samples;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Every published sample is consumed: it reaches its use case, or passes by. */
class EventContractTests {

    private final TraceContext traces = new TraceContext(Tracer.NOOP, Propagator.NOOP);
    private final IssuingCertificates issuing = mock();
    private final FollowingInstitutions following = mock();
    private final IssuingHolderKeys issuingKeys = mock();
    private final ErasingHolders erasing = mock();
    private final SharingCertificates sharing = mock();

    private static void consumeAll(EventConsumer consumer) {
        EventTypes.all().forEach(type -> consumer.consume(Samples.of(type)));
    }

    private static <E extends DomainEvent> E event(Class<E> type) {
        return EventEnvelope.parse(Samples.of(type)).event(type);
    }

    @Test
    void enrolmentsMergersErasuresAndCompletionsReachTheirUseCase() {
        consumeAll(
                new TrainingEventsConfiguration()
                        .trainingEvents(traces, issuingKeys, erasing, sharing, issuing));
        verify(issuingKeys).on(event(LearnerEnrolled.class));
        verify(erasing).on(event(LearnersMerged.class));
        verify(erasing).on(event(LearnerErased.class));
        verify(sharing).on(event(LearnerErased.class));
        verify(issuing).on(event(ProgramCompleted.class));
        verifyNoMoreInteractions(issuingKeys, erasing, sharing, issuing);
    }

    @Test
    void onlyInstitutionsAreFollowed() {
        consumeAll(
                new AgreementsEventsConfiguration().agreementsEvents(traces, following, issuing));
        for (Class<? extends InstitutionEvent> type :
                List.of(InstitutionRegistered.class, InstitutionChanged.class)) {
            InstitutionEvent event = event(type);
            verify(following).on(event, EventEnvelope.parse(Samples.of(type)).sequenceNumber());
            verify(issuing).onStandingOf(event.institution().id());
        }
        verifyNoMoreInteractions(following, issuing);
    }
}
