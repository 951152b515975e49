package id.bekal.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import id.bekal.gateway.GatewaySettings.Rate;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket of permits for each key, in bounded memory. A bucket that was not asked for as long as
 * it takes to fill up is forgotten: a new one would be as full. No other is ever forgotten to make
 * room, or whoever has used up his permits would get new ones by sending requests under many other
 * keys. While there is no room, new keys share what is left with their neighbours: a flood from one
 * operator's network spends that network's permits and not those of callers elsewhere.
 */
final class Buckets<K> {

    private static final int NEIGHBOURHOODS = 256;
    private static final Duration BETWEEN_CLEARINGS = Duration.ofSeconds(1);

    private final int most;
    private final TimeMeter time;
    private final Cache<K, Bucket> known;
    private final Bucket[] shared = new Bucket[NEIGHBOURHOODS];
    // which neighbours share must not be predictable
    private final int seed = ThreadLocalRandom.current().nextInt();
    private final AtomicLong lastClearing;

    /**
     * @param most how many keys have a bucket of their own
     * @param usual the rate of neighbours that share
     * @param slowest the longest any bucket takes to fill up
     */
    Buckets(int most, Rate usual, Duration slowest, TimeMeter time) {
        this.most = most;
        this.time = time;
        this.known =
                Caffeine.newBuilder()
                        .expireAfterAccess(slowest)
                        .ticker(time::currentTimeNanos)
                        .executor(Runnable::run)
                        .build();
        for (int i = 0; i < NEIGHBOURHOODS; i++) {
            shared[i] = full(usual);
        }
        this.lastClearing = new AtomicLong(time.currentTimeNanos());
    }

    /** The key's own bucket if there is one or room for one, else its neighbourhood's. */
    Bucket of(K key, Object neighbourhood, Rate rate) {
        Bucket own = known.getIfPresent(key);
        if (own != null) {
            return own;
        }
        return hasRoom()
                ? known.get(key, unknown -> full(rate))
                : shared[Math.floorMod(spread(neighbourhood.hashCode() ^ seed), NEIGHBOURHOODS)];
    }

    long size() {
        return known.estimatedSize();
    }

    private boolean hasRoom() {
        if (known.estimatedSize() < most) {
            return true;
        }
        long now = time.currentTimeNanos();
        long last = lastClearing.get();
        if (now - last >= BETWEEN_CLEARINGS.toNanos() && lastClearing.compareAndSet(last, now)) {
            known.cleanUp();
        }
        return known.estimatedSize() < most;
    }

    private Bucket full(Rate rate) {
        return Bucket.builder()
                .addLimit(
                        limit ->
                                limit.capacity(rate.requests())
                                        .refillGreedy(rate.requests(), rate.per()))
                .withCustomTimePrecision(time)
                .build();
    }

    private static int spread(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        return mixed ^ (mixed >>> 13);
    }
}
