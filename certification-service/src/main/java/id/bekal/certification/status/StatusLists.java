package id.bekal.certification.status;

import id.bekal.certification.certificate.StatusEntry;
import id.bekal.contracts.InstitutionId;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@Repository
class StatusLists {

    private final MongoOperations mongo;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    StatusLists(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** Makes the list if there is none. */
    void begin(String id, InstitutionId issuer) {
        if (known.contains(id)) {
            return;
        }
        if (find(id).isEmpty()) {
            try {
                mongo.insert(StatusList.empty(id, issuer));
            } catch (DuplicateKeyException begunMeanwhile) {
                // by another instance
            }
        }
        known.add(id);
    }

    Optional<StatusList> find(String id) {
        return Optional.ofNullable(mongo.findById(id, StatusList.class));
    }

    /** The version alone: what is asked each time somebody fetches the list. */
    OptionalLong versionOf(String id) {
        Query query = Query.query(Criteria.where("_id").is(id));
        query.fields().include("version");
        Document found = mongo.findOne(query, Document.class, "status_lists");
        return found == null
                ? OptionalLong.empty()
                : OptionalLong.of(found.get("version", Number.class).longValue());
    }

    /**
     * Sets the bit, once however often it is asked for; at the same cost however many are set.
     *
     * @throws IllegalStateException when there is no such list: it was begun before the certificate
     */
    void set(StatusEntry entry) {
        while (true) {
            StatusList list =
                    find(entry.list())
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "no status list " + entry.list()));
            if (list.isSet(entry.index())) {
                return;
            }
            StatusList changed = list.with(entry.index());
            long matched =
                    mongo.updateFirst(
                                    Query.query(
                                            Criteria.where("_id")
                                                    .is(list.id())
                                                    .and("version")
                                                    .is(list.version())),
                                    new Update()
                                            .set("bits", changed.bits())
                                            .set("version", changed.version()),
                                    StatusList.class)
                            .getMatchedCount();
            if (matched == 1) {
                return;
            }
        }
    }
}
