package id.bekal.events.webhook;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where an institution wants its feed to be sent, and how; how far that is, {@link Progress} knows.
 */
@Document("webhooks")
public class Webhook extends Aggregate {

    /** As many keys may sign at a time. */
    static final int MOST_KEYS = 5;

    /**
     * What its institution decides.
     *
     * @param types wire names; empty: all
     */
    public record Wish(
            String url, @Nullable String description, Set<String> types, DeliveryOrder order) {}

    @Id private WebhookId id;
    private InstitutionId institution;

    /** From 0, each once in an institution: so there are never too many of them. */
    private int place;

    private String url;
    private @Nullable String description;
    private Set<String> types;
    private DeliveryOrder order;
    private SignatureKind signature;
    private long after;
    private DataKey key;
    private List<SigningKey> keys = new ArrayList<>();
    private @Nullable Disabled disabled;
    private int restarts;
    private @Nullable Long skipTo;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    Webhook() {}

    /**
     * @param after what is in the feed after this number is sent
     * @param key the data key that the signing keys are encrypted under
     */
    Webhook(
            WebhookId id,
            InstitutionId institution,
            int place,
            Wish wish,
            SignatureKind signature,
            long after,
            DataKey key,
            SigningKey first,
            Instant at) {
        this.id = id;
        this.institution = institution;
        this.place = place;
        this.url = wish.url();
        this.description = wish.description();
        this.types = wish.types();
        this.order = wish.order();
        this.signature = signature;
        this.after = after;
        this.key = key;
        this.keys.add(first);
        this.createdAt = at;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    Outcome<Webhook> change(Wish wish) {
        url = wish.url();
        description = wish.description();
        types = wish.types();
        order = wish.order();
        restart(null);
        return Outcome.accepted(this);
    }

    /** A new key signs from now on; the former ones do too, for a time. */
    Outcome<Webhook> add(SigningKey next, Duration overlap) {
        List<SigningKey> live =
                new ArrayList<>(keys.stream().filter(one -> one.signs(next.madeAt())).toList());
        if (live.size() >= MOST_KEYS) {
            return Outcome.refused(WebhookRule.TOO_MANY_SECRETS, "most", MOST_KEYS);
        }
        Instant end = next.madeAt().plus(overlap);
        live.replaceAll(one -> one.endingBy(end));
        live.removeIf(one -> !one.signs(next.madeAt()));
        live.add(next);
        keys = live;
        return Outcome.accepted(this);
    }

    /**
     * Sends again, and at once what waits for its next try.
     *
     * @param from leaves out what has not arrived up to this number; null: nothing
     */
    Outcome<Webhook> activate(@Nullable Long from) {
        disabled = null;
        restart(from);
        return Outcome.accepted(this);
    }

    private void restart(@Nullable Long from) {
        restarts++;
        skipTo = from;
    }

    /** Its institution wants nothing to be sent, and hears so in the answer. */
    Outcome<Webhook> deactivate(Instant at) {
        if (disabled == null) {
            disabled = new Disabled(Disabled.Because.ASKED, at, null);
        }
        return Outcome.accepted(this);
    }

    /**
     * Nothing comes of sending. Nobody asked, so there is no answer to hear it in: its institution
     * is told by an event.
     *
     * @param since when the first delivery failed after which nothing arrived
     * @param firstUndelivered every number before it has arrived, or was left out by its type
     * @return false when it was disabled already: that was told
     */
    boolean disable(Disabled why, Instant since, long firstUndelivered) {
        if (disabled != null) {
            return false;
        }
        disabled = why;
        record(
                new WebhookDisabled(id, institution, why.because().name(), since, firstUndelivered),
                why.at(),
                Set.of(institution));
        return true;
    }

    public WebhookId id() {
        return id;
    }

    public InstitutionId institution() {
        return institution;
    }

    int place() {
        return place;
    }

    public String url() {
        return url;
    }

    public @Nullable String description() {
        return description;
    }

    public Set<String> types() {
        return types;
    }

    public DeliveryOrder order() {
        return order;
    }

    public SignatureKind signature() {
        return signature;
    }

    /** The number after which it began. */
    public long after() {
        return after;
    }

    DataKey key() {
        return key;
    }

    /** The same data key, under another master key. */
    void lieUnder(DataKey rewrapped) {
        key = rewrapped;
    }

    public List<SigningKey> keys() {
        return List.copyOf(keys);
    }

    public @Nullable Disabled disabled() {
        return disabled;
    }

    /** How often its institution changed or activated it: then all that waits is due. */
    int restarts() {
        return restarts;
    }

    /** What has not arrived up to this number was given up by its institution. */
    @Nullable Long skipTo() {
        return skipTo;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
