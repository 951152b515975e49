package id.bekal.identity.access;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.identity.institution.Institution;
import id.bekal.identity.institution.Institutions;

import org.springframework.stereotype.Service;

import java.util.Optional;
import java.util.Set;

/** Finds the institutions whose clients and accounts someone administers. */
@Service
public class Administration {

    private final Institutions institutions;

    Administration(Institutions institutions) {
        this.institutions = institutions;
    }

    /**
     * The institution; empty if it is unknown, or the granter may not do this to what belongs to
     * it.
     */
    public Optional<Institution> of(InstitutionId institution, Action action, Granter granter) {
        return institutions.find(institution).filter(found -> granter.may(action, found));
    }

    /** The institution if it stands: for nobody else are tokens issued. */
    public Optional<Institution> inForce(InstitutionId institution) {
        return institutions.find(institution).filter(Institution::inForce);
    }

    /** How the other institution stands to what belongs to the owner. */
    public Set<Relation> relations(InstitutionId owner, InstitutionId other) {
        return institutions.find(owner).map(found -> found.relationsOf(other)).orElse(Set.of());
    }
}
