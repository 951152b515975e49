package id.bekal.training.institution;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

import java.util.Optional;

/** The institutions known here. */
@Repository
public class Institutions extends Aggregates<Institution, InstitutionId> {

    Institutions(MongoOperations mongo, Outbox outbox) {
        super(Institution.class, mongo, outbox);
    }

    /** Keeps what an event tells of an institution. */
    public void on(InstitutionEvent event, EventEnvelope envelope) {
        Optional<Institution> known = find(event.institution().id());
        if (known.isEmpty()) {
            save(new Institution(event.institution(), envelope.sequenceNumber()));
        } else if (known.get().hear(event.institution(), envelope.sequenceNumber())) {
            save(known.get());
        }
    }

    /** Whether it holds or supervises learners; what is not known here does not. */
    public boolean isCorrectional(InstitutionId institution) {
        return hasRole(institution, InstitutionRole.CORRECTIONAL);
    }

    public boolean isCertificationBody(InstitutionId institution) {
        return hasRole(institution, InstitutionRole.CERTIFICATION_BODY);
    }

    private boolean hasRole(InstitutionId institution, InstitutionRole role) {
        return find(institution)
                .filter(known -> known.snapshot().roles().contains(role))
                .isPresent();
    }

    /** Whether it is an LPKA, which holds children. */
    public boolean isForJuveniles(InstitutionId institution) {
        return find(institution)
                .filter(known -> known.snapshot().kind().equals("LPKA"))
                .isPresent();
    }
}
