package id.bekal.contracts;

import id.bekal.contracts.agreements.AgreementsEvent;
import id.bekal.contracts.certification.CertificationEvent;
import id.bekal.contracts.events.EventsEvent;
import id.bekal.contracts.training.TrainingEvent;

/**
 * Something that happened in a service and that others may act on. Its type's name on the wire is
 * {@link EventTypes}'.
 */
public interface DomainEvent {

    /** The families, one a topic; their permitted records are all the events there are. */
    static java.util.List<Class<? extends DomainEvent>> families() {
        return java.util.List.of(
                AgreementsEvent.class,
                TrainingEvent.class,
                CertificationEvent.class,
                EventsEvent.class);
    }
}
