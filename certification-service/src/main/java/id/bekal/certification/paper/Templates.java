package id.bekal.certification.paper;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

@Repository
public class Templates extends Aggregates<Template, InstitutionId> {

    Templates(MongoOperations mongo, Outbox outbox) {
        super(Template.class, mongo, outbox);
    }

    /** The issuer's own, or the one that all begin with. */
    public Template of(InstitutionId issuer) {
        return find(issuer).orElseGet(() -> new Template(issuer));
    }

    void ensure(InstitutionId issuer) {
        if (find(issuer).isEmpty()) {
            try {
                save(new Template(issuer));
            } catch (DuplicateKeyException another) {
                // made at the same moment, and it is the same
            }
        }
    }
}
