package id.bekal.identity.access;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.identity.institution.Institution;
import id.bekal.identity.institution.Institutions;

import org.springframework.stereotype.Service;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds the institutions whose clients and accounts someone administers. */
@Service
public class Administration {

    private final Institutions institutions;

    Administration(Institutions institutions) {
        this.institutions = institutions;
    }

    /** The institution; empty if it is unknown or not the granter's to administer. */
    public Optional<Institution> of(InstitutionId institution, Granter granter) {
        return institutions.find(institution).filter(granter::administers);
    }

    /** The institution if it stands: for nobody else are tokens issued. */
    public Optional<Institution> inForce(InstitutionId institution) {
        return institutions.find(institution).filter(Institution::inForce);
    }

    /** How the other institution stands to what belongs to the owner. */
    public Set<Relation> relations(InstitutionId owner, InstitutionId other) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (owner.equals(other)) {
            relations.add(Relation.OWN);
        }
        if (institutions.find(owner).filter(found -> found.isOverseenBy(other)).isPresent()) {
            relations.add(Relation.REGION);
        }
        return relations;
    }
}
