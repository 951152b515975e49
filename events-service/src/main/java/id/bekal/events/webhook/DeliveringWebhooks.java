package id.bekal.events.webhook;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.Feeds;
import id.bekal.platform.outbox.Leases;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Finds webhooks with something to send that nobody works on, takes the lease of each and works on
 * it in a thread of its own. A lease spares effort; what keeps the work of two instances apart is
 * that each notes only what is true whoever else is at it.
 */
@Service
public class DeliveringWebhooks implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DeliveringWebhooks.class);
    private static final long LAST_WORDS_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Feeds feeds;
    private final Leases leases;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Posting.Tools tools;
    private final Map<WebhookId, Posting> atWork = new ConcurrentHashMap<>();
    private final AtomicLong undelivered = new AtomicLong();
    private volatile boolean stopping;

    DeliveringWebhooks(
            Webhooks webhooks,
            Deliveries deliveries,
            Feeds feeds,
            FeedNews news,
            Leases leases,
            Signatures signatures,
            Sender sender,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.feeds = feeds;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
        this.tools =
                new Posting.Tools(
                        webhooks,
                        deliveries,
                        feeds,
                        news,
                        leases,
                        signatures,
                        sender,
                        settings,
                        clock,
                        meters);
        Gauge.builder("bekal.webhooks.pending", undelivered, AtomicLong::get)
                .description("deliveries that failed and wait for another try, of all instances")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${bekal.webhooks.look-every}")
    void look() {
        undelivered.set(deliveries.countUndelivered());
        List<Webhooks.Active> idle =
                webhooks.active().stream()
                        .filter(webhook -> !atWork.containsKey(webhook.id()))
                        .toList();
        if (idle.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Set<WebhookId> due = deliveries.due(now);
        Map<WebhookId, Progress> progress =
                deliveries.progress(idle.stream().map(Webhooks.Active::id).toList());
        Map<InstitutionId, Long> heads =
                feeds.heads(
                        idle.stream()
                                .map(Webhooks.Active::institution)
                                .collect(Collectors.toSet()));
        for (Webhooks.Active webhook : idle) {
            Progress known = progress.getOrDefault(webhook.id(), Progress.from(webhook.after()));
            long head = heads.getOrDefault(webhook.institution(), 0L);
            if (hasWork(webhook, known, head, due, now)
                    && leases.take(Posting.lease(webhook.id()), settings.lease())) {
                begin(webhook);
            }
        }
    }

    private static boolean hasWork(
            Webhooks.Active webhook, Progress known, long head, Set<WebhookId> due, Instant now) {
        if (webhook.restarts() != known.restarts()) {
            return true;
        }
        Instant quietUntil = known.quietUntil();
        return (quietUntil == null || !now.isBefore(quietUntil))
                && (head > known.read() || known.replay() != null || due.contains(webhook.id()));
    }

    private void begin(Webhooks.Active webhook) {
        Posting posting = new Posting(webhook, tools, () -> atWork.remove(webhook.id()));
        if (!stopping && atWork.putIfAbsent(webhook.id(), posting) == null) {
            Thread.ofVirtual().name("webhook-" + webhook.id()).start(posting);
        }
    }

    /** Its institution changed it: that counts at once here, elsewhere within a second. */
    void changed(WebhookId webhook) {
        Posting posting = atWork.get(webhook);
        if (posting != null) {
            posting.changed();
        }
    }

    /** What a webhook that was deleted leaves. */
    void forget(WebhookId webhook) {
        leases.forget(Posting.lease(webhook));
        deliveries.forget(webhook);
        changed(webhook);
    }

    /** What a crash left of webhooks that were deleted. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetDeleted() {
        deliveries.all().stream()
                .filter(webhook -> webhooks.find(webhook).isEmpty())
                .forEach(this::forget);
    }

    /** Begins nothing more and waits for what is under way: it would go out twice otherwise. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        atWork.values().forEach(Posting::stop);
        long until = System.nanoTime() + LAST_WORDS_NANOS;
        while (!atWork.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (!atWork.isEmpty()) {
            log.warn("{} webhooks had deliveries under way: they go out again", atWork.size());
        }
    }
}
