package id.bekal.training.learner.messaging;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.Samples;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.training.learner.KeepingRecords;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.junit.jupiter.api.Test;

/** Every published sample is consumed: it reaches the learner's record, or passes by. */
class EventContractTests {

    private static <E extends DomainEvent> E event(Class<E> type) {
        return EventEnvelope.parse(Samples.of(type)).event(type);
    }

    @Test
    void certificatesAreKeptInTheRecord() {
        KeepingRecords records = mock();
        EventConsumer consumer =
                new CertificationEventsConfiguration()
                        .certificationEvents(
                                new TraceContext(Tracer.NOOP, Propagator.NOOP), records);
        EventTypes.all().forEach(type -> consumer.consume(Samples.of(type)));
        verify(records).on(event(HolderKeyIssued.class));
        verify(records).on(event(CertificateIssued.class));
        verify(records).on(event(CompetenceRecorded.class));
        verify(records).on(event(CertificateRevoked.class));
        verifyNoMoreInteractions(records);
    }
}
