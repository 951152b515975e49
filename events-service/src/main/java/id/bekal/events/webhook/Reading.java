package id.bekal.events.webhook;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.feed.FeedEntry;
import id.bekal.events.feed.FeedPage;
import id.bekal.events.feed.Feeds;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Reads a feed on from a number and knows up to where all that it gave out has been settled. Of one
 * worker, not for several threads.
 */
final class Reading {

    private static final int PAGE = 100;

    /** What was read longer ago is read again: it may have been erased since. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Feeds feeds;
    private final InstitutionId feed;
    private final long to;
    private final Deque<FeedEntry> ahead = new ArrayDeque<>();
    private final TreeSet<Long> open = new TreeSet<>();

    /** All up to this number was given out or passed by. */
    private long passed;

    /** All up to this number was read. */
    private long fetched;

    private long fetchedAt;
    private @Nullable Missed missed;

    Reading(Feeds feeds, InstitutionId feed, long after, long to) {
        this.feeds = feeds;
        this.feed = feed;
        this.to = to;
        this.passed = after;
        this.fetched = after;
    }

    /** What is next, without taking it; null when there is nothing for now. */
    @Nullable FeedEntry peek(Set<String> types) {
        if (!ahead.isEmpty() && System.nanoTime() - fetchedAt > FRESH_NANOS) {
            startOver();
        }
        if (ahead.isEmpty() && fetched < to) {
            fetch(types);
        }
        return ahead.peek();
    }

    private void fetch(Set<String> types) {
        FeedPage page = feeds.page(feed, fetched, types, PAGE);
        // after reading: what was dropped before is in it
        long oldest = feeds.oldest(feed);
        long found = page.entries().isEmpty() ? oldest : page.entries().getFirst().number();
        long lost = Math.min(Math.min(oldest, found) - 1, to);
        if (lost > fetched) {
            missed = new Missed(fetched + 1, lost, lost - fetched).and(missed);
            fetched = lost;
            passed = lost;
        }
        page.entries().stream().filter(entry -> entry.number() <= to).forEach(ahead::add);
        fetched = Math.max(fetched, Math.min(page.next(), to));
        fetchedAt = System.nanoTime();
        if (ahead.isEmpty()) {
            passed = fetched;
        }
    }

    /** Takes what {@link #peek} showed; it is open until it is settled. */
    FeedEntry take() {
        FeedEntry entry = ahead.remove();
        open.add(entry.number());
        passed = ahead.isEmpty() ? fetched : entry.number();
        return entry;
    }

    void settle(long number) {
        open.remove(number);
    }

    /** Other types may be wanted, or the feed may have changed: reads on from what was taken. */
    void startOver() {
        ahead.clear();
        fetched = passed;
    }

    /** All up to this number is settled. */
    long upTo() {
        return open.isEmpty() ? passed : open.getFirst() - 1;
    }

    boolean isDone() {
        return upTo() >= to;
    }

    /** Numbers that the feed no longer had, since this was asked last. */
    @Nullable Missed missed() {
        Missed some = missed;
        missed = null;
        return some;
    }
}
