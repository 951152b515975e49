package id.bekal.events.webhook;

import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.DataKey;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import tools.jackson.databind.node.JsonNodeFactory;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an institution does with its webhooks; another's are not found. */
@Service
public class KeepingWebhooks {

    private static final Logger log = LoggerFactory.getLogger(KeepingWebhooks.class);
    private static final String TEST = "id.bekal.webhook.Test.v1";

    /**
     * A webhook to be.
     *
     * @param after what the feed has after this number is sent; null: what is to come
     */
    public record AddWebhook(
            WebhookId id,
            InstitutionId institution,
            Webhook.Wish wish,
            SignatureKind signature,
            @Nullable Long after) {}

    /** How a webhook stands. */
    public record Status(Progress progress, List<Long> pending, List<Long> exhausted, long head) {

        /** All up to this number has arrived, or was left out by its type. */
        public long cursor() {
            return Math.min(progress.read(), first(pending, exhausted) - 1);
        }

        private static long first(List<Long> some, List<Long> others) {
            return Math.min(
                    some.isEmpty() ? Long.MAX_VALUE : some.getFirst(),
                    others.isEmpty() ? Long.MAX_VALUE : others.getFirst());
        }
    }

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveringWebhooks delivering;
    private final Feeds feeds;
    private final ReceiverUrls urls;
    private final Signatures signatures;
    private final Sender sender;
    private final WebhookSettings settings;
    private final Clock clock;

    KeepingWebhooks(
            Webhooks webhooks,
            Deliveries deliveries,
            DeliveringWebhooks delivering,
            Feeds feeds,
            ReceiverUrls urls,
            Signatures signatures,
            Sender sender,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.delivering = delivering;
        this.feeds = feeds;
        this.urls = urls;
        this.signatures = signatures;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param telling is given the secret, which cannot be told again; for Ed25519 nothing
     * @throws InvalidInputException when nothing may be sent to that address
     */
    public Outcome<Webhook> add(AddWebhook command, Consumer<String> telling) {
        urls.check(command.wish().url());
        InstitutionId institution = command.institution();
        long head = feeds.head(institution);
        Long wanted = command.after();
        long after = wanted == null ? head : wanted;
        long oldest = feeds.oldest(institution);
        if (after < oldest - 1 || after > head) {
            return notInTheFeed(oldest, head);
        }
        while (true) {
            Optional<Integer> place = freePlace(institution);
            if (place.isEmpty()) {
                return Outcome.refused(
                        WebhookRule.TOO_MANY_WEBHOOKS, "most", settings.mostPerInstitution());
            }
            Instant now = clock.instant();
            DataKey key = signatures.newDataKey(command.id());
            Signatures.Made made = signatures.make(command.id(), key, command.signature(), now);
            Webhook webhook =
                    new Webhook(
                            command.id(),
                            institution,
                            place.get(),
                            command.wish(),
                            command.signature(),
                            after,
                            key,
                            made.key(),
                            now);
            try {
                webhooks.save(webhook);
            } catch (DuplicateKeyException taken) {
                if (webhooks.find(command.id()).isPresent()) {
                    throw taken;
                }
                continue; // the place was taken meanwhile
            }
            tell(made, telling);
            log.info("webhook {} of {} was added", command.id(), institution);
            return Outcome.accepted(webhook);
        }
    }

    private Optional<Integer> freePlace(InstitutionId institution) {
        Set<Integer> taken =
                webhooks.of(institution).stream().map(Webhook::place).collect(Collectors.toSet());
        return IntStream.range(0, settings.mostPerInstitution())
                .boxed()
                .filter(place -> !taken.contains(place))
                .findFirst();
    }

    private static void tell(Signatures.Made made, Consumer<String> telling) {
        if (made.key().publicKey() == null) {
            telling.accept(made.told());
        }
    }

    private static <T> Outcome<T> notInTheFeed(long oldest, long head) {
        return Outcome.refused(WebhookRule.NOT_IN_THE_FEED, "oldest", oldest, "head", head);
    }

    public List<Webhook> of(InstitutionId institution) {
        return webhooks.of(institution);
    }

    /**
     * @throws NotFoundException when it is none of the institution's
     */
    public Webhook find(WebhookId id, InstitutionId institution) {
        return webhooks.find(id)
                .filter(webhook -> webhook.institution().equals(institution))
                .orElseThrow(NotFoundException::new);
    }

    public Status status(Webhook webhook) {
        var undelivered = deliveries.undelivered(webhook.id()).values();
        return new Status(
                deliveries.progress(webhook.id(), webhook.after()),
                undelivered.stream()
                        .filter(one -> one.due() != null)
                        .map(Undelivered::number)
                        .toList(),
                undelivered.stream()
                        .filter(one -> one.due() == null)
                        .map(Undelivered::number)
                        .toList(),
                feeds.head(webhook.institution()));
    }

    /** What waits for its next try is tried at once: the change may well be why. */
    public Outcome<Webhook> change(WebhookId id, InstitutionId institution, Webhook.Wish wish) {
        urls.check(wish.url());
        return changed(id, institution, webhook -> webhook.change(wish));
    }

    public void delete(WebhookId id, InstitutionId institution) {
        webhooks.delete(find(id, institution));
        delivering.forget(id);
        log.info("webhook {} of {} was deleted", id, institution);
    }

    /**
     * @param overlap how long the former keys go on signing; empty for the setting's
     * @param telling is given the secret, which cannot be told again; for Ed25519 nothing
     */
    public Outcome<Webhook> addKey(
            WebhookId id,
            InstitutionId institution,
            Optional<Duration> overlap,
            Consumer<String> telling) {
        var made = new AtomicReference<Signatures.@Nullable Made>();
        Outcome<Webhook> outcome =
                changed(
                        id,
                        institution,
                        webhook -> {
                            Signatures.Made next =
                                    signatures.make(
                                            id,
                                            webhook.key(),
                                            webhook.signature(),
                                            clock.instant());
                            made.set(next);
                            return webhook.add(
                                    next.key(), overlap.orElse(settings.secretOverlap()));
                        });
        Signatures.Made last = made.get();
        if (outcome instanceof Outcome.Accepted<Webhook> && last != null) {
            tell(last, telling);
        }
        return outcome;
    }

    /**
     * Sends from the first number on that has not arrived.
     *
     * @param skipTo gives up what has not arrived up to this number; null: nothing
     */
    public Outcome<Webhook> activate(
            WebhookId id, InstitutionId institution, @Nullable Long skipTo) {
        long head = feeds.head(institution);
        if (skipTo != null && skipTo > head) {
            return notInTheFeed(feeds.oldest(institution), head);
        }
        return changed(id, institution, webhook -> webhook.activate(skipTo));
    }

    /** Sends nothing until it is activated; what comes meanwhile waits in the feed. */
    public Outcome<Webhook> deactivate(WebhookId id, InstitutionId institution) {
        return changed(id, institution, webhook -> webhook.deactivate(clock.instant()));
    }

    private Outcome<Webhook> changed(
            WebhookId id,
            InstitutionId institution,
            java.util.function.Function<Webhook, Outcome<Webhook>> command) {
        Outcome<Webhook> outcome =
                Changes.change(
                        webhooks,
                        id,
                        webhook -> webhook.institution().equals(institution),
                        command);
        delivering.changed(id);
        return outcome;
    }

    /**
     * Sends a part of the feed again.
     *
     * @param from the first number
     * @param to the last one; null: the feed's last
     */
    public Outcome<Webhook> replay(
            WebhookId id, InstitutionId institution, long from, @Nullable Long to) {
        Webhook webhook = find(id, institution);
        long head = feeds.head(institution);
        long oldest = feeds.oldest(institution);
        long last = to == null ? head : to;
        if (from < oldest || from > last || last > head) {
            return notInTheFeed(oldest, head);
        }
        if (!deliveries.begin(id, webhook.after(), new Replay(NewIds.random(), from - 1, last))) {
            return Outcome.refused(WebhookRule.REPLAY_IS_RUNNING);
        }
        delivering.changed(id);
        return Outcome.accepted(webhook);
    }

    /**
     * The same by time.
     *
     * @param since what was appended to the feed then or later
     * @param until and before then; null: all that there is
     */
    public Outcome<Webhook> replay(
            WebhookId id, InstitutionId institution, Instant since, @Nullable Instant until) {
        find(id, institution);
        return replay(
                id,
                institution,
                feeds.before(institution, since) + 1,
                until == null ? null : Long.valueOf(feeds.before(institution, until)));
    }

    /** Sends an event now that says nothing, whatever else is under way. */
    public Answer test(WebhookId id, InstitutionId institution) {
        Webhook webhook = find(id, institution);
        FeedEvent event =
                new FeedEvent(
                        "1.0",
                        "test-" + NewIds.random(),
                        "/events-service",
                        TEST,
                        id.value(),
                        clock.instant(),
                        "application/json",
                        "0",
                        institution,
                        0,
                        null,
                        JsonNodeFactory.instance.objectNode());
        return sender.send(
                URI.create(webhook.url()), signatures.open(webhook), event.id(), event.toJson());
    }

    /** The last attempts, the latest first. */
    public List<Attempt> attempts(
            WebhookId id, InstitutionId institution, Optional<Long> before, int limit) {
        find(id, institution);
        return deliveries.attempts(id, before, limit);
    }
}
