package id.bekal.events.stream.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.feed.FeedEntry;
import id.bekal.events.feed.FeedNews;
import id.bekal.events.feed.FeedNews.Listening;
import id.bekal.events.feed.FeedPage;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One open stream: a cursor into a feed. Nothing waits for it in a queue and no thread is held: it
 * is written to as long as the connection takes bytes, and goes on when it takes more or when there
 * is something new. All writing is done by one {@link #write} at a time.
 */
final class Subscriber implements WriteListener, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

    /** So many entries are written at a time: what a slow connection costs in memory. */
    private static final int AT_A_TIME = 16;

    /** Why the server ends a stream; the client may come back unless it says otherwise. */
    enum End {
        /** Took nothing for too long. */
        TOO_SLOW,
        /** The token that opened it is over: come back with another. */
        TOKEN_EXPIRED,
        /** The client or account was revoked. */
        REVOKED,
        /** This instance stops: come back, to another. */
        RESTARTING
    }

    private final InstitutionId feed;
    private final Set<String> types;
    private final AsyncContext request;
    private final ServletOutputStream out;
    private final FeedNews news;
    private final Executor threads;
    private final Consumer<Subscriber> whenClosed;
    private final Listening listening;
    private final AtomicInteger wakes = new AtomicInteger();

    /** Held while request or response is touched: the container may take them away at any time. */
    private final ReentrantLock using = new ReentrantLock();

    // those of write() alone
    private long cursor;
    private boolean greeted;
    private boolean unflushed;
    private boolean saidEnd;

    private volatile boolean writable;
    private volatile boolean heartbeatDue;
    private volatile long blockedSince;
    private volatile @Nullable End end;
    private volatile boolean closed;

    Subscriber(
            InstitutionId feed,
            long after,
            Set<String> types,
            AsyncContext request,
            ServletOutputStream out,
            FeedNews news,
            Executor threads,
            Consumer<Subscriber> whenClosed) {
        this.feed = feed;
        this.cursor = after;
        this.types = types;
        this.request = request;
        this.out = out;
        this.news = news;
        this.threads = threads;
        this.whenClosed = whenClosed;
        this.listening = news.listen(feed, this::wake);
    }

    /** There may be something to write; from any thread, without blocking. */
    void wake() {
        if (writable && wakes.getAndIncrement() == 0) {
            threads.execute(this::writeUntilAsleep);
        }
    }

    private void writeUntilAsleep() {
        int seen;
        do {
            seen = wakes.get();
            write();
        } while (!wakes.compareAndSet(seen, 0));
    }

    private void write() {
        using.lock();
        try {
            while (!closed && out.isReady()) {
                blockedSince = 0;
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else if (saidEnd) {
                    leave();
                    request.complete();
                } else {
                    byte[] next = next();
                    if (next == null) {
                        return;
                    }
                    out.write(next);
                    unflushed = true;
                }
            }
            if (!closed && blockedSince == 0) {
                blockedSince = System.nanoTime();
            }
        } catch (IOException gone) {
            // the container hears it too and ends the request; to complete it as well would end
            // whatever request has its place by then
            log.debug("stream of {} was cut: {}", feed, gone.toString());
            leave();
        } catch (IllegalStateException taken) {
            log.debug("stream of {} was taken away: {}", feed, taken.toString());
            leave();
        } catch (RuntimeException failed) {
            log.error("stream of {} failed after {}", feed, cursor, failed);
            ended(true);
        } finally {
            using.unlock();
        }
    }

    /** What is to be written; null: nothing now. */
    private byte @Nullable [] next() {
        if (!greeted) {
            greeted = true;
            return bytes("retry: 3000\n: " + feed + " after " + cursor + "\n\n");
        }
        End over = end;
        if (over != null) {
            saidEnd = true;
            return bytes(
                    "event: bye\ndata: {\"reason\":\"%s\",\"resumeAfter\":%d}\n\n"
                            .formatted(over, cursor));
        }
        FeedPage page = news.after(feed, cursor, types, AT_A_TIME);
        cursor = page.next();
        if (!page.entries().isEmpty()) {
            heartbeatDue = false;
            StringBuilder text = new StringBuilder();
            for (FeedEntry entry : page.entries()) {
                text.append("id: ").append(entry.number()).append('\n');
                text.append("data: ").append(entry.json()).append("\n\n");
            }
            return bytes(text.toString());
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            // no event, but where to resume: what the types leave out is behind
            return bytes(":\nid: " + cursor + "\n\n");
        }
        return null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void heartbeat() {
        heartbeatDue = true;
        wake();
    }

    /**
     * Says why, then closes; the first reason counts.
     *
     * @return whether this is the first
     */
    boolean end(End why) {
        boolean first = end == null;
        if (first) {
            end = why;
        }
        wake();
        return first;
    }

    /** Whether it took nothing for so long, though there was something. */
    boolean isBlockedFor(Duration time) {
        long since = blockedSince;
        return since != 0 && !closed && System.nanoTime() - since > time.toNanos();
    }

    /** Closes it as it is: what takes nothing cannot be told why. */
    void drop() {
        ended(true);
    }

    InstitutionId feed() {
        return feed;
    }

    boolean isClosed() {
        return closed;
    }

    /** From now on neither request nor response is touched; once. */
    private void leave() {
        if (!closed) {
            closed = true;
            listening.close();
            whenClosed.accept(this);
        }
    }

    /** Not while something is written: what is written must not be of another request. */
    private void ended(boolean complete) {
        using.lock();
        try {
            if (!closed) {
                leave();
                if (complete) {
                    request.complete();
                }
            }
        } finally {
            using.unlock();
        }
    }

    // ---- the container

    @Override
    public void onWritePossible() {
        writable = true;
        wake();
    }

    /** The asynchronous request hears of it, too. */
    @Override
    public void onError(Throwable gone) {
        ended(false);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended(false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    /** The container waits for it to be completed here, or would show an error page. */
    @Override
    public void onError(AsyncEvent event) {
        ended(false);
        event.getAsyncContext().complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is not started again
    }
}
