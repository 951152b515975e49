package id.bekal.identity.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.util.EnumSet;
import java.util.Set;

/**
 * An institution as agreements-service last told: what it is, who oversees it and whether it still
 * stands. Only what decides who may act for it is kept, not even its name.
 */
@Document("institutions")
public class Institution extends Aggregate {

    @Id private InstitutionId id;
    private String kind;
    private Set<InstitutionRole> roles;
    private @Nullable InstitutionId regionalAuthority;
    private boolean inForce;
    private long toldBy;

    @SuppressWarnings("NullAway.Init")
    Institution() {}

    /**
     * @param sequence number of the event that carried the snapshot among its institution's
     */
    public Institution(InstitutionSnapshot snapshot, long sequence) {
        this.id = snapshot.id();
        this.kind = snapshot.kind();
        this.roles = snapshot.roles();
        this.regionalAuthority = snapshot.regionalAuthority();
        this.inForce = snapshot.inForce();
        this.toldBy = sequence;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /**
     * Takes over what a later event tells.
     *
     * @return false when as much or more was known already, so nothing changed
     */
    public boolean follow(InstitutionSnapshot snapshot, long sequence) {
        if (sequence <= toldBy) {
            return false;
        }
        kind = snapshot.kind();
        roles = snapshot.roles();
        regionalAuthority = snapshot.regionalAuthority();
        inForce = snapshot.inForce();
        toldBy = sequence;
        return true;
    }

    public boolean isOverseenBy(InstitutionId authority) {
        return authority.equals(regionalAuthority) || authority.equals(id);
    }

    /** How the other institution stands to this one, and so to its clients and accounts. */
    public Set<Relation> relationsOf(InstitutionId other) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (other.equals(id)) {
            relations.add(Relation.OWN);
        }
        if (isOverseenBy(other)) {
            relations.add(Relation.REGION);
        }
        return relations;
    }

    public InstitutionId id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public Set<InstitutionRole> roles() {
        return Set.copyOf(roles);
    }

    public boolean inForce() {
        return inForce;
    }
}
