package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.Optional;

/**
 * When a renewal is in force, the agreement it follows becomes renewed. The renewal remembers that
 * this is still to be done until it is: whatever is interrupted in between, the clock finishes.
 */
@Service
public class RelievingPredecessors {

    private static final Logger log = LoggerFactory.getLogger(RelievingPredecessors.class);

    private final Agreements agreements;
    private final Clock clock;

    RelievingPredecessors(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /** Does it if there is something to do; another change in between leaves it to the clock. */
    public void relieve(Agreement successor) {
        AgreementId predecessor = successor.relieves();
        if (predecessor == null) {
            return;
        }
        try {
            Optional<Agreement> old = agreements.find(predecessor);
            if (old.isPresent() && old.get().giveWayTo(successor.id(), Moment.of(clock))) {
                agreements.save(old.get());
            }
            successor.relieved();
            agreements.save(successor);
        } catch (OptimisticLockingFailureException changedMeanwhile) {
            log.debug("{} is relieved by the clock", predecessor);
        }
    }
}
