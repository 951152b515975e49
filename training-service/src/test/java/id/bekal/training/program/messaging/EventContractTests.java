package id.bekal.training.program.messaging;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.Samples;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.training.institution.Institutions;
import id.bekal.training.learner.KeepingRecords;
import id.bekal.training.program.CreditingLearners;
import id.bekal.training.program.FollowingAgreements;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.junit.jupiter.api.Test;

import java.util.function.BiConsumer;

/** Every published sample is consumed: it reaches its use case, or passes by. */
class EventContractTests {

    private final TraceContext traces = new TraceContext(Tracer.NOOP, Propagator.NOOP);

    private static void consumeAll(EventConsumer consumer) {
        EventTypes.all().forEach(type -> consumer.consume(Samples.of(type)));
    }

    private static <E extends DomainEvent> E event(Class<E> type) {
        return EventEnvelope.parse(Samples.of(type)).event(type);
    }

    private static <F extends DomainEvent> void eachOf(
            Class<F> family, BiConsumer<F, EventEnvelope> told) {
        EventTypes.all().stream()
                .filter(family::isAssignableFrom)
                .forEach(
                        type ->
                                told.accept(
                                        family.cast(event(type)),
                                        EventEnvelope.parse(Samples.of(type))));
    }

    @Test
    void institutionsAndAgreementsAreFollowed() {
        Institutions institutions = mock();
        FollowingAgreements following = mock();
        consumeAll(
                new AgreementsEventsConfiguration()
                        .agreementsEvents(traces, institutions, following));
        eachOf(
                InstitutionEvent.class,
                (event, envelope) -> verify(institutions).on(event, envelope));
        eachOf(AgreementEvent.class, (event, envelope) -> verify(following).on(event, envelope));
        verifyNoMoreInteractions(institutions, following);
    }

    @Test
    void whatEndsASeatOrAProgramIsCredited() {
        CreditingLearners crediting = mock();
        KeepingRecords records = mock();
        consumeAll(new TrainingEventsConfiguration().trainingEvents(traces, crediting, records));
        verify(crediting).on(event(LearnerTransferred.class));
        verify(crediting).on(event(LearnerReleased.class));
        verify(crediting).on(event(LearnerWithdrawn.class));
        verify(crediting).on(event(ProgramCompleted.class));
        verify(crediting).on(event(ProgramCancelled.class));
        verify(records).on(event(LearnersMerged.class));
        verify(records).on(event(LearnerErased.class));
        verifyNoMoreInteractions(crediting, records);
    }
}
