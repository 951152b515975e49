package id.bekal.events.webhook;

import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.events.feed.FeedEntry;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.FeedNews.Listening;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.FailPoints;
import id.bekal.platform.outbox.Leases;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Works on one webhook, in a thread of its own, while there is something to send: hands out what is
 * due, each to a thread of its own, and notes what became of it. All that it knows is its thread's;
 * senders leave what they heard in the mailbox.
 */
final class Posting implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Posting.class);

    /** What an owner changed counts within this time, here at once. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Something new is soon to come where something was new a moment ago. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What went out after the first that is still under way; on a crash it goes out again. */
    private static final int MOST_AHEAD = 1000;

    /** What all of them work with. */
    record Tools(
            Webhooks webhooks,
            Deliveries deliveries,
            Feeds feeds,
            FeedNews news,
            Leases leases,
            Signatures signatures,
            Sender sender,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {}

    /** A delivery that was made; null stands for news. */
    private record Heard(@Nullable Made made) {}

    private record Made(
            long number, String event, Instant at, @Nullable Reading from, Answer answer) {}

    /**
     * Why sending is of no use any more.
     *
     * @param since when the first delivery failed after which nothing arrived
     */
    private record Hopeless(Disabled why, Instant since) {}

    private final WebhookId id;
    private final InstitutionId feed;
    private final long after;
    private final Tools tools;
    private final Runnable atTheEnd;
    private final String worker = NewIds.random();
    private final BlockingQueue<Heard> mailbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile boolean changed = true;

    private final Set<Long> underWay = new HashSet<>();
    private TreeMap<Long, Undelivered> undelivered = new TreeMap<>();
    private @Nullable Webhook webhook;
    private Signatures.@Nullable Keys keys;
    private Progress progress;
    private Reading live;
    private @Nullable Reading replaying;
    private @Nullable Replay replay;
    private long lookedAt;
    private long leasedAt;
    private long sequence;
    private boolean begun;

    /** So that nothing is written that is written already. */
    private @Nullable Progress noted;

    Posting(Webhooks.Active active, Tools tools, Runnable atTheEnd) {
        this.id = active.id();
        this.feed = active.institution();
        this.after = active.after();
        this.tools = tools;
        this.atTheEnd = atTheEnd;
        this.progress = Progress.from(active.after());
        this.live = new Reading(tools.feeds(), feed, active.after(), Long.MAX_VALUE);
    }

    // ---- from other threads

    /** Something may be new: in the feed, or about the webhook. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            mailbox.add(new Heard(null));
        }
    }

    /** The webhook was changed. */
    void changed() {
        changed = true;
        wake();
    }

    /** Hands nothing out any more, and ends when all is heard. */
    void stop() {
        stopping = true;
        wake();
    }

    // ---- its own thread

    @Override
    public void run() {
        try (Listening listening = tools.news().listen(feed, this::wake)) {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // what was not noted goes out again
            log.warn("webhook {} is left alone for a moment", id, e);
        } finally {
            atTheEnd.run();
        }
    }

    private void work() throws InterruptedException {
        leasedAt = System.nanoTime();
        tools.deliveries().claim(id, after, worker);
        sequence = tools.deliveries().lastSequence(id);
        look();
        long busyAt = System.nanoTime();
        boolean mine = true;
        while (true) {
            List<Made> made = hear();
            settle(made);
            mine = mine && keepsLease() && note(made);
            boolean works = mine && !stopping && isActive();
            if (works) {
                handOut(tools.clock().instant());
                mine = note(List.of());
            }
            if (!underWay.isEmpty()) {
                busyAt = System.nanoTime();
            } else if (!works || System.nanoTime() - busyAt > LINGER_NANOS) {
                break;
            }
        }
        Webhook last = webhook;
        if (tools.webhooks().find(id).isEmpty()) {
            // what was under way when it was deleted has been noted since
            tools.deliveries().forget(id);
            tools.leases().forget(lease(id));
        } else if (mine && last != null) {
            tools.deliveries().rest(id, worker, quietUntil(last));
        }
    }

    /** Until when nothing can be sent, whatever comes; null when anything may. */
    private @Nullable Instant quietUntil(Webhook to) {
        boolean full =
                to.order() == DeliveryOrder.ORDERED
                        || undelivered.size() >= tools.settings().mostUndelivered();
        Optional<Instant> due =
                full
                        ? undelivered.values().stream()
                                .map(Undelivered::due)
                                .filter(Objects::nonNull)
                                .map(Objects::requireNonNull)
                                .min(Comparator.naturalOrder())
                        : Optional.empty();
        Instant paused = progress.pausedUntil();
        return due.filter(time -> paused == null || time.isAfter(paused)).orElse(paused);
    }

    /** What was heard; waits for something, not for long. */
    private List<Made> hear() throws InterruptedException {
        List<Heard> heard = new ArrayList<>();
        // at first there is nothing to wait for
        if (begun) {
            Heard first =
                    mailbox.poll(tools.settings().lookEvery().toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                heard.add(first);
            }
        }
        begun = true;
        woken.set(false);
        mailbox.drainTo(heard);
        return heard.stream().map(Heard::made).filter(Objects::nonNull).toList();
    }

    private boolean keepsLease() {
        Duration length = tools.settings().lease();
        if (System.nanoTime() - leasedAt > length.toNanos() / 3) {
            leasedAt = System.nanoTime();
            return tools.leases().take(lease(id), length);
        }
        return true;
    }

    static String lease(WebhookId id) {
        return "webhook-" + id;
    }

    /** Whether it is to be sent to, as things are now. */
    private boolean isActive() {
        if (changed || System.nanoTime() - lookedAt > FRESH_NANOS) {
            look();
        }
        Webhook known = webhook;
        return known != null && known.disabled() == null;
    }

    private void look() {
        changed = false;
        lookedAt = System.nanoTime();
        Webhook before = webhook;
        Webhook now = tools.webhooks().find(id).orElse(null);
        webhook = now;
        if (now == null) {
            return;
        }
        Progress stored = tools.deliveries().progress(id, after);
        if (before == null || before.restarts() != now.restarts()) {
            startOver(now, stored);
        }
        if (before == null || before.version() != now.version()) {
            keys = tools.signatures().open(now);
            live.startOver();
        }
        Replay wanted = stored.replay();
        if (wanted == null) {
            replay = null;
            replaying = null;
        } else if (replay == null || !replay.id().equals(wanted.id())) {
            replay = wanted;
            replaying = new Reading(tools.feeds(), feed, wanted.read(), wanted.to());
        }
    }

    /** As it is stored; of what the institution changed since, all that waits is due. */
    private void startOver(Webhook to, Progress stored) {
        long read = stored.read();
        if (to.restarts() == stored.restarts()) {
            progress = stored;
        } else {
            Long skipTo = to.skipTo();
            if (skipTo != null) {
                tools.deliveries().removeUpTo(id, skipTo);
                read = Math.max(read, skipTo);
            }
            tools.deliveries().makeDue(id);
            progress =
                    new Progress(
                            read,
                            stored.lastSuccess(),
                            stored.lastFailure(),
                            stored.lastFailureWas(),
                            null,
                            null,
                            to.restarts(),
                            null,
                            null,
                            stored.missed());
        }
        noted = null;
        undelivered = tools.deliveries().undelivered(id);
        // what is under way of the former reading is settled there, and sent again by this one
        live = new Reading(tools.feeds(), feed, read, Long.MAX_VALUE);
    }

    // ---- handing out

    private void handOut(Instant now) {
        Webhook to = Objects.requireNonNull(webhook);
        if (progress.pausedUntil() != null && now.isBefore(progress.pausedUntil())) {
            return;
        }
        if (to.order() == DeliveryOrder.ORDERED) {
            handOutNext(to, now);
        } else {
            handOutAll(to, now);
        }
    }

    private void handOutNext(Webhook to, Instant now) {
        while (underWay.isEmpty()) {
            Optional<Undelivered> first =
                    undelivered.values().stream().filter(one -> one.due() != null).findFirst();
            if (first.isPresent()) {
                if (now.isBefore(Objects.requireNonNull(first.get().due()))) {
                    return;
                }
                again(to, first.get());
            } else if (!takeFrom(replaying, to) && !takeFrom(live, to)) {
                return;
            }
        }
    }

    private void handOutAll(Webhook to, Instant now) {
        undelivered.values().stream()
                .filter(one -> one.due() != null && !now.isBefore(one.due()))
                .filter(one -> !underWay.contains(one.number()))
                .sorted(Comparator.comparing(one -> Objects.requireNonNull(one.due())))
                .limit(Math.max(0, room()))
                .toList()
                .forEach(one -> again(to, one));
        while (room() > 0 && (takeFrom(live, to) || takeFrom(replaying, to))) {
            // as many as there is room for
        }
    }

    private int room() {
        return tools.settings().parallel() - underWay.size();
    }

    private void again(Webhook to, Undelivered one) {
        tools.feeds().after(feed, one.number() - 1, Set.of(), 1).stream()
                .filter(entry -> entry.number() == one.number())
                .findFirst()
                .ifPresentOrElse(
                        entry -> send(to, entry, null),
                        () -> {
                            tools.deliveries().remove(id, List.of(one.number()));
                            undelivered.remove(one.number());
                            miss(new Missed(one.number(), one.number(), 1));
                        });
    }

    /**
     * @return whether something was taken
     */
    private boolean takeFrom(@Nullable Reading reading, Webhook to) {
        if (reading == null
                || undelivered.size() + underWay.size() >= tools.settings().mostUndelivered()) {
            return false;
        }
        FeedEntry next = reading.peek(to.types());
        miss(reading.missed());
        if (next == null
                || underWay.contains(next.number())
                || !underWay.isEmpty() && next.number() - reading.upTo() > MOST_AHEAD) {
            return false;
        }
        reading.take();
        Undelivered known = undelivered.get(next.number());
        if (known != null && (reading == live || known.due() != null)) {
            // it has its own time
            reading.settle(next.number());
        } else {
            send(to, next, reading);
        }
        return true;
    }

    private void miss(@Nullable Missed more) {
        if (more != null) {
            progress = with(progress.read(), more.and(progress.missed()));
            log.warn(
                    "webhook {} missed {} numbers up to {}: they have passed the feed's retention",
                    id,
                    more.count(),
                    more.last());
        }
    }

    private Progress with(long read, @Nullable Missed missed) {
        return new Progress(
                read,
                progress.lastSuccess(),
                progress.lastFailure(),
                progress.lastFailureWas(),
                progress.failingSince(),
                progress.pausedUntil(),
                progress.restarts(),
                null,
                null,
                missed);
    }

    private void send(Webhook to, FeedEntry entry, @Nullable Reading from) {
        String event = FeedEvent.parse(entry.json()).id();
        URI url = URI.create(to.url());
        Signatures.Keys with = Objects.requireNonNull(keys);
        Instant at = tools.clock().instant();
        underWay.add(entry.number());
        Thread.ofVirtual()
                .name("webhook-" + id + "-" + entry.number())
                .start(
                        () -> {
                            Answer answer = Answer.failed(Answer.Failure.INTERNAL, Duration.ZERO);
                            try {
                                answer = tools.sender().send(url, with, event, entry.json());
                            } finally {
                                mailbox.add(
                                        new Heard(
                                                new Made(entry.number(), event, at, from, answer)));
                            }
                        });
    }

    // ---- what became of it

    private void settle(List<Made> made) {
        List<Long> arrived = new ArrayList<>();
        @Nullable Hopeless hopeless = null;
        for (Made one : made) {
            FailPoints.pass("webhook.sent");
            underWay.remove(one.number());
            tools.meters()
                    .counter("bekal.webhooks.deliveries", "outcome", one.answer().outcome())
                    .increment();
            if (one.answer().isDelivered()) {
                arrived.add(one.number());
                arrived(one);
            } else {
                Hopeless now = failed(one);
                hopeless = hopeless == null ? now : hopeless;
            }
            if (one.from() != null) {
                one.from().settle(one.number());
            }
        }
        List<Long> known = arrived.stream().filter(undelivered::containsKey).toList();
        tools.deliveries().remove(id, known);
        known.forEach(undelivered::remove);
        // last, so that what arrived meanwhile is not told as undelivered
        if (hopeless != null) {
            disable(hopeless);
        }
    }

    private void arrived(Made one) {
        progress =
                new Progress(
                        progress.read(),
                        one.at(),
                        progress.lastFailure(),
                        progress.lastFailureWas(),
                        null,
                        progress.pausedUntil(),
                        progress.restarts(),
                        null,
                        null,
                        progress.missed());
    }

    /**
     * @return why nothing more is to be sent; null when there is hope
     */
    private @Nullable Hopeless failed(Made one) {
        Instant now = tools.clock().instant();
        Answer answer = one.answer();
        @Nullable Undelivered before = undelivered.get(one.number());
        boolean anew = before == null || before.attempts() == 0 || before.due() == null;
        int attempts = before == null || anew ? 1 : before.attempts() + 1;
        Instant first = before == null || anew ? one.at() : before.first();
        Instant since = progress.failingSince() == null ? one.at() : progress.failingSince();
        Optional<Instant> next =
                Backoff.next(
                        attempts,
                        first,
                        now,
                        answer.wish(),
                        ThreadLocalRandom.current().nextDouble());
        Disabled.Because because = because(answer, next.isEmpty(), since, now);
        // what disables it is due until that is written: after a crash it is tried, and decides
        // again
        Undelivered failed =
                new Undelivered(
                        one.number(), attempts, first, next.orElse(because == null ? null : now));
        if (tools.deliveries().put(id, before, failed)) {
            undelivered.put(one.number(), failed);
        } else {
            undelivered = tools.deliveries().undelivered(id);
        }
        FailPoints.pass("webhook.failure-noted");
        Duration wish = answer.wish();
        progress =
                new Progress(
                        progress.read(),
                        progress.lastSuccess(),
                        one.at(),
                        answer.status() == null
                                ? String.valueOf(answer.failure())
                                : String.valueOf(answer.status()),
                        since,
                        wish == null ? progress.pausedUntil() : now.plus(Backoff.atMost(wish)),
                        progress.restarts(),
                        null,
                        null,
                        progress.missed());
        return because == null
                ? null
                : new Hopeless(new Disabled(because, now, one.number()), since);
    }

    /**
     * @param last whether it is not tried again
     * @return why nothing more is to be sent; null when there is hope
     */
    private Disabled.@Nullable Because because(
            Answer answer, boolean last, Instant since, Instant now) {
        Webhook to = webhook;
        if (to == null) {
            return null;
        }
        if (answer.isGone()) {
            return Disabled.Because.GONE;
        }
        if (!now.isBefore(since.plus(Backoff.PATIENCE))) {
            return Disabled.Because.NOTHING_ARRIVED;
        }
        if (last && to.order() == DeliveryOrder.ORDERED) {
            return Disabled.Because.ORDER_BLOCKED;
        }
        if (last
                && undelivered.values().stream().filter(each -> each.due() == null).count() + 1
                        >= tools.settings().mostUndelivered()) {
            return Disabled.Because.TOO_MANY_UNDELIVERED;
        }
        return null;
    }

    private void disable(Hopeless hopeless) {
        Disabled why = hopeless.why();
        long first = firstUndelivered();
        int restarts = Objects.requireNonNull(webhook).restarts();
        changed = true;
        AtomicBoolean done = new AtomicBoolean();
        try {
            Changes.note(
                    tools.webhooks(),
                    id,
                    each -> {
                        done.set(
                                each.restarts() == restarts
                                        && each.disable(why, hopeless.since(), first));
                        return done.get();
                    });
        } catch (NotFoundException deleted) {
            return;
        }
        if (done.get()) {
            log.warn(
                    "webhook {} of {} is disabled: {} at {}",
                    id,
                    feed,
                    why.because(),
                    why.number());
            tools.meters()
                    .counter("bekal.webhooks.disabled", "because", why.because().name())
                    .increment();
        }
    }

    /** Every number before it has arrived, or was left out by its type. */
    private long firstUndelivered() {
        long next = Math.max(progress.read(), live.upTo()) + 1;
        return undelivered.isEmpty() ? next : Math.min(next, undelivered.firstKey());
    }

    /**
     * Notes how far it is, after what failed was noted.
     *
     * @return false when the webhook is another's by now
     */
    private boolean note(List<Made> made) {
        progress = with(Math.max(progress.read(), live.upTo()), progress.missed());
        if (replay != null && replaying != null && replaying.upTo() > replay.read()) {
            replay = new Replay(replay.id(), replaying.upTo(), replay.to());
            tools.deliveries().note(id, replay);
            if (replaying.isDone()) {
                replay = null;
                replaying = null;
            }
        }
        if (!progress.equals(noted)) {
            if (!tools.deliveries().note(id, worker, progress)) {
                return false;
            }
            noted = progress;
        }
        List<Attempt> attempts =
                made.stream()
                        .map(
                                one ->
                                        Attempt.of(
                                                ++sequence,
                                                one.number(),
                                                one.event(),
                                                one.at(),
                                                one.answer()))
                        .toList();
        tools.deliveries().keep(id, attempts);
        return true;
    }
}
