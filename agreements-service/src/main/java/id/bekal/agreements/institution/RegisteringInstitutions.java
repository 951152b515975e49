package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.InvalidInputException;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;

/** A regional authority registers itself, then the institutions of its region. */
@Service
public class RegisteringInstitutions {

    private final Institutions institutions;
    private final Clock clock;

    RegisteringInstitutions(Institutions institutions, Clock clock) {
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * @param authority the regional authority that asks
     * @throws InvalidInputException when a kind that is not usual comes without roles, roles and
     *     kind disagree about being a regional authority, or it begins in the future
     */
    public Outcome<Institution> register(InstitutionId authority, NewInstitution request) {
        LocalDate today = LocalDate.now(clock);
        check(request, today);
        boolean itself = request.id().equals(authority);
        if (itself != request.kind().equals(Kinds.REGIONAL_AUTHORITY)) {
            return Outcome.refused(InstitutionRule.A_REGIONAL_AUTHORITY_REGISTERS_NO_OTHER);
        }
        if (!itself && institutions.find(authority).isEmpty()) {
            return Outcome.refused(InstitutionRule.A_REGIONAL_AUTHORITY_REGISTERS_ITSELF_FIRST);
        }
        try {
            return Outcome.accepted(
                    institutions.save(
                            new Institution(
                                    request, itself ? null : authority, today, clock.instant())));
        } catch (DuplicateKeyException taken) {
            return Outcome.refused(
                    InstitutionRule.AN_INSTITUTION_IS_REGISTERED_ONCE, "institution", request.id());
        }
    }

    private static void check(NewInstitution request, LocalDate today) {
        if (request.roles().isEmpty() && Kinds.roles(request.kind()).isEmpty()) {
            throw new InvalidInputException("roles", "REQUIRED");
        }
        if (!request.roles().isEmpty()
                && request.roles().contains(InstitutionRole.REGIONAL_AUTHORITY)
                        != request.kind().equals(Kinds.REGIONAL_AUTHORITY)) {
            throw new InvalidInputException("roles", "ROLES_DO_NOT_FIT_THE_KIND");
        }
        if (request.name().since().isAfter(today)) {
            throw new InvalidInputException("since", "OUT_OF_RANGE");
        }
    }
}
