package id.bekal.certification.issuance;

import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Leases;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

import java.time.Duration;
import java.util.List;

/**
 * Goes on with what a crash left: certificates that were decided and do not exist yet, and what was
 * withheld although its issuer may issue by now. An event would be delivered again; a request is
 * not.
 */
@Service
public class FinishingIssuances {

    private static final Logger log = LoggerFactory.getLogger(FinishingIssuances.class);
    private static final int AT_ONCE = 100;

    private final Issuances issuances;
    private final IssuingCertificates issuing;
    private final Leases leases;

    FinishingIssuances(Issuances issuances, IssuingCertificates issuing, Leases leases) {
        this.issuances = issuances;
        this.issuing = issuing;
        this.leases = leases;
    }

    @Scheduled(initialDelayString = "10s", fixedDelayString = "${bekal.issuance.finish-every}")
    void finishUnderLease() {
        if (leases.take("unfinished-issuances", Duration.ofMinutes(1))) {
            finish();
        }
    }

    /** Looks at each once; one that fails does not hold up the others. */
    void finish() {
        finish(Issuance.State.ISSUING);
        finish(Issuance.State.WITHHELD);
    }

    private void finish(Issuance.State state) {
        @Nullable ProgramId last = null;
        List<Issuance> left = issuances.in(state, null, AT_ONCE);
        while (!left.isEmpty()) {
            left.forEach(this::finish);
            last = left.getLast().id();
            left = issuances.in(state, last, AT_ONCE);
        }
    }

    private void finish(Issuance issuance) {
        try {
            issuing.pursue(issuance);
        } catch (DataAccessException | IllegalStateException e) {
            log.error("the issuance of program {} could not go on", issuance.id(), e);
        }
    }
}
