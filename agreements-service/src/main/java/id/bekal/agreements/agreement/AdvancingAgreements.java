package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does what only waits for a day: activation, addenda, notices, termination, expiry. Many instances
 * may do it at once, and one agreement that fails does not stop the others. Renewals begin before
 * what they follow expires, so that a predecessor is renewed rather than expired.
 */
@Service
public class AdvancingAgreements {

    private static final Logger log = LoggerFactory.getLogger(AdvancingAgreements.class);

    private final Agreements agreements;
    private final RelievingPredecessors relieving;
    private final AgreementSettings settings;
    private final Clock clock;

    AdvancingAgreements(
            Agreements agreements,
            RelievingPredecessors relieving,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.relieving = relieving;
        this.settings = settings;
        this.clock = clock;
    }

    public void advance() {
        each(agreements.relieving(), relieving::relieve);
        each(agreements.dueBy(Moment.of(clock).today()), this::advance);
    }

    private void advance(Agreement agreement) {
        if (agreement.advance(settings.activation(), Moment.of(clock))) {
            agreements.save(agreement);
            relieving.relieve(agreement);
        }
    }

    private void each(List<AgreementId> ids, Consumer<Agreement> work) {
        for (AgreementId id : ids) {
            try {
                agreements.find(id).ifPresent(work);
            } catch (OptimisticLockingFailureException changedMeanwhile) {
                log.debug("{} was changed meanwhile", id);
            } catch (RuntimeException e) {
                log.error("could not advance agreement {}", id, e);
            }
        }
    }
}
