package id.bekal.identity.revocation;

import id.bekal.contracts.InstitutionId;
import id.bekal.identity.account.Account;
import id.bekal.identity.client.ApiClient;
import id.bekal.identity.institution.Institution;
import id.bekal.identity.institution.Institutions;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.Date;
import java.util.List;

/**
 * Ends what the clients and accounts of an institution hold once it no longer stands. That they get
 * nothing new is not this one's matter: whoever gives them a token looks at the institution.
 */
@Service
public class EndingTokens {

    private final Institutions institutions;
    private final MongoOperations mongo;
    private final Clock clock;

    EndingTokens(Institutions institutions, MongoOperations mongo, Clock clock) {
        this.institutions = institutions;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Does nothing for one that stands; for another it may be done any number of times. */
    public void onStandingOf(InstitutionId institution) {
        if (institutions.find(institution).filter(Institution::inForce).isPresent()) {
            return;
        }
        Document theirs = new Document("institution", institution.value());
        Document ended =
                new Document("$set", new Document("tokensNotBefore", Date.from(clock.instant())))
                        // as a save does, so that one under way decides again
                        .append("$inc", new Document("version", 1L));
        for (Class<?> type : List.of(ApiClient.class, Account.class)) {
            mongo.execute(type, documents -> documents.updateMany(theirs, ended));
        }
    }
}
