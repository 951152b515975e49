package id.bekal.identity.account;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Optional;

@Repository
public class Accounts extends Aggregates<Account, AccountId> {

    Accounts(MongoOperations mongo, Outbox outbox) {
        super(Account.class, mongo, outbox);
        mongo.execute(
                type,
                accounts ->
                        accounts.createIndex(
                                new Document("emailPrint", 1), new IndexOptions().unique(true)));
        mongo.execute(type, accounts -> accounts.createIndex(new Document("invitation.digest", 1)));
    }

    Optional<Account> byEmail(String print) {
        return one(Criteria.where("emailPrint").is(print));
    }

    Optional<Account> byInvitation(String digest) {
        return one(Criteria.where("invitation.digest").is(digest));
    }

    private Optional<Account> one(Criteria criteria) {
        return Optional.ofNullable(mongo.findOne(Query.query(criteria), type));
    }

    public Page<Account> of(InstitutionId institution, PageRequest page) {
        return page.find(
                mongo,
                List.of(Criteria.where("institution").is(institution.value())),
                type,
                account -> account.id().value());
    }
}
