package id.bekal.agreements.agreement;

import static id.bekal.agreements.agreement.AgreementWarning.BACKDATED_START;
import static id.bekal.agreements.agreement.AgreementWarning.CORRECTIONAL_UNIT_SIGNS_AN_MOU;
import static id.bekal.agreements.agreement.AgreementWarning.NO_QUOTA;
import static id.bekal.agreements.agreement.AgreementWarning.PARENT_DOES_NOT_COVER_THE_PERIOD;
import static id.bekal.agreements.agreement.AgreementWarning.PARTY_IS_NOT_IN_FORCE;
import static id.bekal.agreements.agreement.AgreementWarning.PKS_WITHOUT_PARENT;

import id.bekal.agreements.institution.Institution;
import id.bekal.agreements.institution.Institutions;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.agreements.InstitutionRole;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is unusual about an agreement. */
@Service
public class FindingWarnings {

    private final Agreements agreements;
    private final Institutions institutions;
    private final Clock clock;

    FindingWarnings(Agreements agreements, Institutions institutions, Clock clock) {
        this.agreements = agreements;
        this.institutions = institutions;
        this.clock = clock;
    }

    public Set<AgreementWarning> about(Agreement agreement) {
        Set<AgreementWarning> warnings = EnumSet.noneOf(AgreementWarning.class);
        AgreementId parent = agreement.parent();
        if (parent == null) {
            if (agreement.kind().equals("PKS")) {
                warnings.add(PKS_WITHOUT_PARENT);
            }
        } else if (!agreements
                .find(parent)
                .map(umbrella -> umbrella.terms().cover(agreement.terms()))
                .orElse(false)) {
            warnings.add(PARENT_DOES_NOT_COVER_THE_PERIOD);
        }
        List<Institution> parties =
                agreement.parties().stream()
                        .map(Party::institution)
                        .map(institutions::find)
                        .flatMap(Optional::stream)
                        .toList();
        if (agreement.kind().equals("MOU")
                && parties.stream().anyMatch(party -> party.is(InstitutionRole.CORRECTIONAL))) {
            warnings.add(CORRECTIONAL_UNIT_SIGNS_AN_MOU);
        }
        LocalDate today = LocalDate.now(clock);
        if (parties.stream().anyMatch(party -> !party.inForce(today))) {
            warnings.add(PARTY_IS_NOT_IN_FORCE);
        }
        if (agreement.terms().quota() == null && !agreement.kind().equals("MOU")) {
            warnings.add(NO_QUOTA);
        }
        if (agreement.terms().from().isBefore(agreement.createdOn())) {
            warnings.add(BACKDATED_START);
        }
        return warnings;
    }
}
