package id.bekal.identity.institution;

import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionSnapshot;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.util.Optional;

/**
 * Keeps institutions as agreements-service tells of them. The snapshot with the highest sequence
 * wins, so duplicates and late deliveries change nothing.
 */
@Service
public class FollowingInstitutions {

    private final Institutions institutions;

    FollowingInstitutions(Institutions institutions) {
        this.institutions = institutions;
    }

    /**
     * @param sequence the event's number among its institution's
     */
    public void on(InstitutionEvent event, long sequence) {
        while (!followed(event.institution(), sequence)) {
            // another instance saved meanwhile: look at what is there now
        }
    }

    private boolean followed(InstitutionSnapshot snapshot, long sequence) {
        Optional<Institution> known = institutions.find(snapshot.id());
        try {
            if (known.isEmpty()) {
                institutions.save(new Institution(snapshot, sequence));
            } else if (known.get().follow(snapshot, sequence)) {
                institutions.save(known.get());
            }
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException savedMeanwhile) {
            return false;
        }
    }
}
