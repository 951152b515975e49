package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/**
 * What figures are counted from, each record under the id of what it is about. Events come more
 * than once, and in any order between topics: every write has the same effect then.
 */
@Component
class Records {

    static final String INSTITUTIONS = "insightInstitutions";
    static final String AGREEMENTS = "insightAgreements";
    static final String PROGRAMS = "insightPrograms";
    static final String SEATS = "insightSeats";
    static final String SESSIONS = "insightSessions";
    static final String CERTIFICATES = "insightCertificates";
    static final String MERGES = "insightMerges";

    private final MongoOperations mongo;

    Records(MongoOperations mongo) {
        this.mongo = mongo;
        index(INSTITUTIONS, "regionalAuthority");
        index(AGREEMENTS, "parties");
        index(PROGRAMS, "provider");
        index(PROGRAMS, "custodian");
        index(SEATS, "program");
        index(SESSIONS, "program");
        index(CERTIFICATES, "issuer");
        index(CERTIFICATES, "program");
        index(CERTIFICATES, "person");
        index(CERTIFICATES, "replaces");
    }

    private void index(String collection, String field) {
        of(collection).createIndex(ascending(field));
    }

    MongoCollection<Document> of(String collection) {
        return mongo.getCollection(collection);
    }

    List<Document> find(String collection, Bson matching) {
        return of(collection).find(matching).into(new ArrayList<>());
    }

    /** Sets what never becomes anything else. */
    void set(String collection, String id, Document values) {
        of(collection)
                .updateOne(
                        eq("_id", id),
                        new Document("$set", values),
                        new UpdateOptions().upsert(true));
    }

    /** Raises numbers to these, if they are lower. */
    void raise(String collection, String id, Document always, String field, long number) {
        of(collection)
                .updateOne(
                        eq("_id", id),
                        Updates.combine(new Document("$set", always), Updates.max(field, number)),
                        new UpdateOptions().upsert(true));
    }

    /**
     * Sets what a later event of the same aggregate sets anew.
     *
     * @param sequence the event's; nothing is done when one as late was here
     * @param noted field in which that is noted
     */
    void setLatest(String collection, String id, String noted, long sequence, Document values) {
        try {
            of(collection)
                    .updateOne(
                            and(eq("_id", id), or(exists(noted, false), lt(noted, sequence))),
                            new Document("$set", new Document(values).append(noted, sequence)),
                            new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // it is there, and as late: not to be inserted
        }
    }
}
