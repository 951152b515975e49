package id.bekal.certification.issuance;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.outbox.Leases;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Issues what was scheduled, once its day begins, and goes on with what a crash left: certificates
 * that were decided and do not exist yet, what was withheld although its issuer may issue by now,
 * and replacements that were decided. An event would be delivered again; a request is not.
 */
@Service
public class FinishingIssuances {

    private static final Logger log = LoggerFactory.getLogger(FinishingIssuances.class);
    private static final int AT_ONCE = 100;

    private final Issuances issuances;
    private final IssuingCertificates issuing;
    private final Certificates certificates;
    private final ReplacingCertificates replacing;
    private final Leases leases;
    private final Clock clock;

    FinishingIssuances(
            Issuances issuances,
            IssuingCertificates issuing,
            Certificates certificates,
            ReplacingCertificates replacing,
            Leases leases,
            Clock clock) {
        this.issuances = issuances;
        this.issuing = issuing;
        this.certificates = certificates;
        this.replacing = replacing;
        this.leases = leases;
        this.clock = clock;
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
        finishDue();
        finishReplacements();
    }

    private void finishReplacements() {
        Instant now = clock.instant();
        List<Certificate> left = certificates.awaitingSuccessors(now, AT_ONCE);
        long failed = 0;
        while (!left.isEmpty() && failed < left.size()) {
            failed = left.stream().filter(certificate -> !finish(certificate)).count();
            left = certificates.awaitingSuccessors(now, AT_ONCE);
        }
    }

    private boolean finish(Certificate replaced) {
        try {
            replacing.finish(replaced);
            return true;
        } catch (DataAccessException | IllegalStateException e) {
            log.error("certificate {} could not be replaced", replaced.id(), e);
            return false;
        }
    }

    private void finish(Issuance.State state) {
        forEach(after -> issuances.in(state, after, AT_ONCE), issuing::pursue);
    }

    private void finishDue() {
        Instant now = clock.instant();
        forEach(after -> issuances.due(now, after, AT_ONCE), issuing::pursueDue);
    }

    /**
     * @param next those after the one with this id; null for the first
     */
    private static void forEach(
            Function<@Nullable ProgramId, List<Issuance>> next, Consumer<Issuance> work) {
        List<Issuance> left = next.apply(null);
        while (!left.isEmpty()) {
            left.forEach(issuance -> attempt(work, issuance));
            left = next.apply(left.getLast().id());
        }
    }

    private static void attempt(Consumer<Issuance> work, Issuance issuance) {
        try {
            work.accept(issuance);
        } catch (DataAccessException | IllegalStateException e) {
            log.error("the issuance of program {} could not go on", issuance.id(), e);
        }
    }
}
