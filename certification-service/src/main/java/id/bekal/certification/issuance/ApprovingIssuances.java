package id.bekal.certification.issuance;

import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.FailPoints;
import id.bekal.platform.Outcome;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A head lets the certificates of completed programs be issued. All that may be approved is stored
 * as decided before the first of them is issued: whatever ends this in between, they are issued. Of
 * an issuer that issues the next day, what is approved is scheduled.
 */
@Service
public class ApprovingIssuances {

    private final Issuances issuances;
    private final Issuers issuers;
    private final IssuingCertificates issuing;
    private final Clock clock;

    ApprovingIssuances(
            Issuances issuances, Issuers issuers, IssuingCertificates issuing, Clock clock) {
        this.issuances = issuances;
        this.issuers = issuers;
        this.issuing = issuing;
        this.clock = clock;
    }

    /**
     * @param by the account that approves
     * @return what became of each program, in their order; empty for one the issuer does not have
     */
    public SequencedMap<ProgramId, Optional<Outcome<Issuance>>> handle(
            InstitutionId issuer, List<ProgramId> programs, String by) {
        SequencedMap<ProgramId, Optional<Outcome<Issuance>>> outcomes = new LinkedHashMap<>();
        for (ProgramId program : new LinkedHashSet<>(programs)) {
            outcomes.put(program, approve(issuer, program, by));
        }
        FailPoints.pass("issuance.approved");
        for (Map.Entry<ProgramId, Optional<Outcome<Issuance>>> each : outcomes.entrySet()) {
            if (each.getValue().orElse(null) instanceof Outcome.Accepted<Issuance>) {
                each.setValue(issued(each.getKey()));
            }
        }
        return outcomes;
    }

    private Optional<Outcome<Issuance>> approve(
            InstitutionId issuer, ProgramId program, String by) {
        while (true) {
            Optional<Issuance> found =
                    issuances.find(program).filter(own -> own.provider().equals(issuer));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            boolean waits = found.get().state() == Issuance.State.AWAITING_APPROVAL;
            // the issuer read each time: what counts is its standing now
            Outcome<Issuance> outcome =
                    found.get().approve(issuers.find(issuer), by, ZonedDateTime.now(clock));
            if (!waits || outcome instanceof Outcome.Refused<Issuance>) {
                return Optional.of(outcome);
            }
            try {
                issuances.save(found.get());
                return Optional.of(outcome);
            } catch (OptimisticLockingFailureException approvedMeanwhile) {
                // looks at what is there now
            }
        }
    }

    private Optional<Outcome<Issuance>> issued(ProgramId program) {
        issuances.find(program).ifPresent(issuing::pursue);
        return issuances.find(program).map(Outcome::accepted);
    }
}
