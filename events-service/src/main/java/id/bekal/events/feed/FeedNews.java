package id.bekal.events.feed;

import id.bekal.contracts.InstitutionId;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is new in the feeds that someone listens to here. Each has a tail in memory, so that any
 * number of listeners costs one read of the store; who is further behind reads from there. What
 * this instance appends is known at once, what another does within {@code bekal.feed.look-every}.
 */
@Component
public class FeedNews {

    /** So many entries of each feed that is listened to, a kilobyte or two each. */
    private static final int TAIL = 512;

    private final Feeds feeds;
    private final Map<InstitutionId, Tail> tails = new ConcurrentHashMap<>();

    FeedNews(Feeds feeds) {
        this.feeds = feeds;
    }

    /** One who listens, until it is closed. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** The last entries of a feed: {@code recent} ends at {@code head}. */
    private static final class Tail {
        private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
        private final ArrayDeque<FeedEntry> recent = new ArrayDeque<>();
        private long head;

        Tail(long head) {
            this.head = head;
        }

        synchronized void add(List<FeedEntry> entries) {
            for (FeedEntry entry : entries) {
                if (entry.number() > head + 1) {
                    recent.clear(); // something in between was appended elsewhere
                }
                if (entry.number() > head) {
                    recent.add(entry);
                    head = entry.number();
                    if (recent.size() > TAIL) {
                        recent.remove();
                    }
                }
            }
        }

        synchronized long head() {
            return head;
        }

        synchronized void goTo(long number) {
            if (number > head) {
                recent.clear();
                head = number;
            }
        }

        synchronized void forget() {
            recent.clear();
        }

        /** Empty when it does not reach back so far. */
        synchronized Optional<List<FeedEntry>> after(long number, Set<String> types, int limit) {
            if (number >= head) {
                return Optional.of(List.of());
            }
            if (recent.isEmpty() || recent.getFirst().number() > number + 1) {
                return Optional.empty();
            }
            List<FeedEntry> found = new ArrayList<>();
            for (FeedEntry entry : recent) {
                if (entry.number() > number && (types.isEmpty() || types.contains(entry.type()))) {
                    found.add(entry);
                    if (found.size() == limit) {
                        break;
                    }
                }
            }
            return Optional.of(found);
        }

        void wake() {
            listeners.forEach(Runnable::run);
        }
    }

    /**
     * Calls {@code wake} whenever there may be something new, from any thread; it must not block.
     */
    public Listening listen(InstitutionId feed, Runnable wake) {
        Runnable listener = wake::run; // two who bring the same are two
        // what is appended between this and the next line is found when it is looked for
        long head = feeds.head(feed);
        tails.compute(
                feed,
                (id, known) -> {
                    Tail of = known == null ? new Tail(head) : known;
                    of.listeners.add(listener);
                    return of;
                });
        return () ->
                tails.computeIfPresent(
                        feed,
                        (id, known) -> {
                            known.listeners.remove(listener);
                            return known.listeners.isEmpty() ? null : known;
                        });
    }

    /** What follows a number, as {@link Feeds#page}; from memory for one who listens. */
    public FeedPage after(InstitutionId feed, long number, Set<String> types, int limit) {
        Tail tail = tails.get(feed);
        if (tail == null) {
            return feeds.page(feed, number, types, limit);
        }
        long head = tail.head();
        Optional<List<FeedEntry>> recent = tail.after(number, types, limit);
        if (recent.isEmpty()) {
            return feeds.page(feed, number, types, limit);
        }
        List<FeedEntry> found = recent.get();
        long last = found.isEmpty() ? number : found.getLast().number();
        return new FeedPage(
                found, found.size() == limit ? last : Math.max(last, head), Math.max(head, last));
    }

    /** The page after a number; an empty one only when nothing came for so long. */
    public FeedPage await(
            InstitutionId feed, long number, Set<String> types, int limit, Duration patience)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Semaphore news = new Semaphore(0);
        try (Listening listening = listen(feed, news::release)) {
            FeedPage page = after(feed, number, types, limit);
            while (page.entries().isEmpty()
                    && news.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
                page = after(feed, page.next(), types, limit);
            }
            return page;
        }
    }

    // ---- from where it comes

    void appended(InstitutionId feed, List<FeedEntry> entries) {
        Tail tail = tails.get(feed);
        if (tail != null && !entries.isEmpty()) {
            tail.add(entries);
            tail.wake();
        }
    }

    /** Looks what other instances appended. */
    @Scheduled(fixedDelayString = "${bekal.feed.look-every}")
    void look() {
        if (tails.isEmpty()) {
            return;
        }
        feeds.heads(tails.keySet())
                .forEach(
                        (feed, head) -> {
                            Tail tail = tails.get(feed);
                            if (tail != null && head > tail.head()) {
                                tail.add(feeds.after(feed, tail.head(), Set.of(), TAIL));
                                tail.goTo(head);
                                tail.wake();
                            }
                        });
    }

    /** What is kept in memory is forgotten: something in it was erased, here or elsewhere. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forget() {
        tails.values().forEach(Tail::forget);
    }
}
