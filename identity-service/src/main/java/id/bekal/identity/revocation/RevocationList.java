package id.bekal.identity.revocation;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.account.Account;
import id.bekal.identity.client.ApiClient;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/**
 * Whose tokens ended before their time. There is no list of its own: a client or an account says so
 * itself, in the same write that ends it, so the two cannot disagree. What is older than any token
 * is left out, which keeps it short.
 */
@Component
public class RevocationList {

    private static final String NOT_BEFORE = "tokensNotBefore";

    /** Clocks of those who verify may differ by so much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /**
     * @param sub the client or account
     * @param notBefore its tokens issued ({@code iat}) before are no longer valid; a whole second,
     *     as {@code iat} is, rounded up
     */
    public record Revocation(String sub, Instant notBefore) {}

    private final MongoOperations mongo;
    private final Clock clock;
    private final Duration kept;

    RevocationList(MongoOperations mongo, Clock clock, IdentitySettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.kept = settings.tokenLifetime().plus(CLOCK_SKEW);
        for (Class<?> type : List.of(ApiClient.class, Account.class)) {
            mongo.execute(type, documents -> documents.createIndex(new Document(NOT_BEFORE, 1)));
        }
    }

    /** Those that may concern a token in use, by subject. */
    public List<Revocation> current() {
        Date since = Date.from(clock.instant().minus(kept));
        List<Revocation> found = new ArrayList<>();
        for (Class<?> type : List.of(ApiClient.class, Account.class)) {
            mongo.execute(
                    type,
                    documents ->
                            documents
                                    .find(new Document(NOT_BEFORE, new Document("$gte", since)))
                                    .projection(new Document(NOT_BEFORE, 1))
                                    .map(RevocationList::read)
                                    .into(found));
        }
        found.sort(Comparator.comparing(Revocation::sub));
        return found;
    }

    private static Revocation read(Document document) {
        return new Revocation(
                document.getString("_id"), wholeSecond(document.getDate(NOT_BEFORE).toInstant()));
    }

    /** The first whole second not before the instant. */
    public static Instant wholeSecond(Instant instant) {
        Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(instant) ? whole : whole.plusSeconds(1);
    }
}
