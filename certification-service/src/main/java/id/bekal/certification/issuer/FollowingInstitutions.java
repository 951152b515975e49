package id.bekal.certification.issuer;

import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionSnapshot;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.util.Optional;

/**
 * Keeps issuers as agreements-service tells of them. The snapshot with the highest sequence wins,
 * so duplicates and late deliveries change nothing.
 */
@Service
public class FollowingInstitutions {

    private final Issuers issuers;
    private final IssuerCodes codes;

    FollowingInstitutions(Issuers issuers, IssuerCodes codes) {
        this.issuers = issuers;
        this.codes = codes;
    }

    /**
     * @param sequence the event's number among its institution's
     */
    public void on(InstitutionEvent event, long sequence) {
        InstitutionSnapshot snapshot = event.institution();
        while (!followed(snapshot, sequence)) {
            // another instance saved meanwhile: look at what is there now
        }
    }

    private boolean followed(InstitutionSnapshot snapshot, long sequence) {
        Optional<Issuer> known = issuers.find(snapshot.id());
        try {
            if (known.isPresent()) {
                if (known.get().follow(snapshot, sequence)) {
                    issuers.save(known.get());
                }
            } else if (Issuer.isOne(snapshot)) {
                issuers.save(new Issuer(snapshot, sequence, codes.claimDefault(snapshot.id())));
            }
            return true;
        } catch (OptimisticLockingFailureException | DuplicateKeyException savedMeanwhile) {
            return false;
        }
    }
}
