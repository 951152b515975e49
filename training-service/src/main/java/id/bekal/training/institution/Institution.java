package id.bekal.training.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** An institution as the latest event about it tells. */
@Document("institutions")
public class Institution extends Aggregate {

    @Id private InstitutionId id;
    private InstitutionSnapshot snapshot;
    private long heard;

    @SuppressWarnings("NullAway.Init")
    Institution() {}

    Institution(InstitutionSnapshot snapshot, long heard) {
        this.id = snapshot.id();
        this.snapshot = snapshot;
        this.heard = heard;
    }

    /**
     * Takes what is newer than what is known; an event that comes again or late changes nothing.
     */
    boolean hear(InstitutionSnapshot latest, long sequence) {
        if (sequence <= heard) {
            return false;
        }
        snapshot = latest;
        heard = sequence;
        return true;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public InstitutionSnapshot snapshot() {
        return snapshot;
    }
}
