package id.bekal.events.stream;

import id.bekal.platform.web.NewIds;

import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets open streams for browsers, whose EventSource can send no token, and none belongs into an
 * address. A ticket is 130 random bits, good for a minute, for streams alone, at any instance; a
 * stream that it opens ends when the token would, whose holder asked for it. Stored is its hash.
 */
@Component
public class Tickets {

    private static final String COLLECTION = "streamTickets";

    /** What the table of rules asks of a token. */
    private static final List<String> CLAIMS = List.of("institution", "kind", "roles", "scope");

    /** What a holder shows; {@code until} when it stops opening streams. */
    public record Ticket(String ticket, Instant until) {}

    private final MongoOperations mongo;
    private final Clock clock;
    private final Duration length;

    Tickets(MongoOperations mongo, Clock clock, StreamSettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.length = settings.ticket();
        mongo.indexOps(COLLECTION)
                .createIndex(new Index("until", Sort.Direction.ASC).expire(Duration.ZERO));
    }

    /** A ticket for who holds this token. */
    public Ticket issue(Jwt token) {
        Ticket ticket = new Ticket(NewIds.random(), clock.instant().plus(length));
        Document claims = new Document();
        CLAIMS.forEach(
                claim -> {
                    if (token.getClaims().get(claim) != null) {
                        claims.append(claim, token.getClaims().get(claim));
                    }
                });
        mongo.getCollection(COLLECTION)
                .insertOne(
                        new Document("_id", hash(ticket.ticket()))
                                .append("until", Date.from(ticket.until()))
                                .append("subject", token.getSubject())
                                .append("issued", date(token.getIssuedAt()))
                                .append("expires", date(token.getExpiresAt()))
                                .append("claims", claims));
        return ticket;
    }

    /** What the token said that this ticket was asked for with; empty for a ticket that is none. */
    public Optional<Jwt> holder(String ticket) {
        return Optional.ofNullable(
                        mongo.getCollection(COLLECTION)
                                .find(new Document("_id", hash(ticket)))
                                .first())
                .filter(found -> found.getDate("until").toInstant().isAfter(clock.instant()))
                .map(Tickets::token);
    }

    private static Jwt token(Document found) {
        return Jwt.withTokenValue("ticket")
                .header("alg", "none")
                .subject(found.getString("subject"))
                .issuedAt(found.getDate("issued").toInstant())
                .expiresAt(found.getDate("expires").toInstant())
                .claims(claims -> claims.putAll(found.get("claims", Map.of())))
                .build();
    }

    private static Date date(@org.jspecify.annotations.Nullable Instant time) {
        if (time == null) {
            throw new IllegalStateException("a token without its times was let in");
        }
        return Date.from(time);
    }

    private static String hash(String ticket) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(ticket.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
