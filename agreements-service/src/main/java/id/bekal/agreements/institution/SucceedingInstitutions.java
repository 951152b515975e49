package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One institution takes over from another. */
@Service
public class SucceedingInstitutions {

    private final Institutions institutions;
    private final Clock clock;

    SucceedingInstitutions(Institutions institutions, Clock clock) {
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * @throws InvalidInputException when the successor is not registered
     */
    public Outcome<Institution> succeed(
            InstitutionId authority, InstitutionId institution, Succession by) {
        return Changes.change(
                institutions,
                institution,
                found -> found.isOverseenBy(authority),
                found -> {
                    if (institutions.find(by.institution()).isEmpty()) {
                        throw new InvalidInputException("institution", "UNKNOWN_INSTITUTION");
                    }
                    if (!by.institution().equals(institution)
                            && leadsTo(institution, by.institution())) {
                        return Outcome.refused(InstitutionRule.SUCCESSION_NEVER_RUNS_IN_A_CIRCLE);
                    }
                    return found.succeed(by, LocalDate.now(clock), clock.instant());
                });
    }

    private boolean leadsTo(InstitutionId institution, InstitutionId from) {
        Set<InstitutionId> seen = new HashSet<>();
        Optional<InstitutionId> next = Optional.of(from);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(institution)) {
                return true;
            }
            next =
                    institutions
                            .find(next.get())
                            .map(Institution::succession)
                            .map(Succession::institution);
        }
        return false;
    }
}
