package id.bekal.identity.signin;

import com.mongodb.client.model.IndexOptions;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.account.AccountId;
import id.bekal.identity.secret.Tokens;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sign-ins are in the store, so that any instance can go on with one. The browser holds a random
 * token, the store its digest. Each step that gains something, the password and the completion,
 * moves to a new token: one planted in the browser before is worth nothing after.
 */
@Component
public class SignIns {

    private static final String COLLECTION = "sign_ins";

    /** How long the steps may take before the sign-in is complete. */
    private static final Duration STEPS = Duration.ofMinutes(30);

    /** How often use is noted: not at every request. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final MongoOperations mongo;
    private final Clock clock;
    private final IdentitySettings.SignIn settings;

    SignIns(MongoOperations mongo, Clock clock, IdentitySettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.settings = settings.signIn();
        mongo.execute(
                COLLECTION,
                signIns ->
                        signIns.createIndex(
                                new Document("until", 1),
                                new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)));
    }

    /** Begins one; the token is for the browser. */
    public String begin(@Nullable String query) {
        Instant now = clock.instant();
        return inserted(new SignIn(query, null, null, now, now), now.plus(STEPS));
    }

    /** The password of that account was right. */
    public String passed(@Nullable String token, AccountId account) {
        Instant now = clock.instant();
        return inserted(new SignIn(taken(token), account, null, now, now), now.plus(STEPS));
    }

    /** All that is asked for was right: the account is signed in. */
    public String completed(String token, AccountId account) {
        Instant now = clock.instant();
        return inserted(
                new SignIn(taken(token), account, now, now, now), now.plus(settings.session()));
    }

    private @Nullable String taken(@Nullable String token) {
        Document former =
                token == null
                        ? null
                        : mongo.execute(
                                COLLECTION,
                                signIns ->
                                        signIns.findOneAndDelete(
                                                new Document("_id", Tokens.digest(token))));
        return former == null ? null : former.getString("query");
    }

    private String inserted(SignIn signIn, Instant until) {
        String token = Tokens.drawn();
        Document document =
                new Document("_id", Tokens.digest(token))
                        .append("startedAt", Date.from(signIn.startedAt()))
                        .append("seenAt", Date.from(signIn.seenAt()))
                        .append("until", Date.from(until));
        if (signIn.query() != null) {
            document.append("query", signIn.query());
        }
        if (signIn.account() != null) {
            document.append("account", signIn.account().value());
        }
        if (signIn.completedAt() != null) {
            document.append("completedAt", Date.from(signIn.completedAt()));
        }
        mongo.insert(document, COLLECTION);
        return token;
    }

    /** The sign-in of that token, unless it is over or was left unused for too long. */
    public Optional<SignIn> find(@Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        String id = Tokens.digest(token);
        Document found = mongo.findById(id, Document.class, COLLECTION);
        Instant now = clock.instant();
        if (found == null
                || !now.isBefore(found.getDate("until").toInstant())
                || !now.isBefore(found.getDate("seenAt").toInstant().plus(settings.idle()))) {
            return Optional.empty();
        }
        if (!now.isBefore(found.getDate("seenAt").toInstant().plus(NOTED_EVERY))) {
            mongo.execute(
                    COLLECTION,
                    signIns ->
                            signIns.updateOne(
                                    new Document("_id", id),
                                    new Document("$set", new Document("seenAt", Date.from(now)))));
        }
        String account = found.getString("account");
        Date completedAt = found.getDate("completedAt");
        return Optional.of(
                new SignIn(
                        found.getString("query"),
                        account == null ? null : new AccountId(account),
                        completedAt == null ? null : completedAt.toInstant(),
                        found.getDate("startedAt").toInstant(),
                        found.getDate("seenAt").toInstant()));
    }

    /** Signed out. */
    public void end(@Nullable String token) {
        taken(token);
    }
}
