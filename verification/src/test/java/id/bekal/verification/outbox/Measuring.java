package id.bekal.verification.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Takes one run of one side and counts what came of it. */
final class Measuring {

    private static final long IDLE_MILLIS = 15_000;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    private final Consumer consumer;
    private final Supplier<Duration> serversCpu;
    private final long idleMillis;
    private int runs;

    /**
     * @param serversCpu processor time that store and broker used so far
     */
    Measuring(Consumer consumer, Supplier<Duration> serversCpu) {
        this(consumer, serversCpu, IDLE_MILLIS);
    }

    /**
     * @param idleMillis how long nothing has to come before what is missing counts as lost
     */
    Measuring(Consumer consumer, Supplier<Duration> serversCpu, long idleMillis) {
        this.consumer = consumer;
        this.serversCpu = serversCpu;
        this.idleMillis = idleMillis;
    }

    /** Commands until their last event was consumed. */
    Run commands(String name, Side side, int count, int callers, int perSecond) {
        String run = nextRun();
        var received = new Received(run, count / 2, count);
        Path startedAt;
        try {
            startedAt = Files.createTempFile("bekal-benchmark", ".micros");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        side.open(run, false);
        consumer.expect(received);
        Duration cpu = side.cpu();
        Duration servers = serversCpu.get();
        long begin = Callers.micros();
        side.execute(new Side.Commands(count, callers, perSecond, startedAt));
        Run result = finish(name, side, received, count, begin, cpu, servers, startedAt);
        side.end();
        return result;
    }

    /** A backlog until its last event was consumed. */
    Run drain(String name, Side side, int events) {
        String run = nextRun();
        var received = new Received(run, events, events);
        side.open(run, true);
        side.leaveBehind(events);
        consumer.expect(received);
        Duration cpu = side.cpu();
        Duration servers = serversCpu.get();
        long begin = Callers.micros();
        side.drain();
        Run result = finish(name, side, received, events, begin, cpu, servers, null);
        side.end();
        return result;
    }

    private String nextRun() {
        return "run%07d-%04d".formatted(ProcessHandle.current().pid(), ++runs);
    }

    private Run finish(
            String name,
            Side side,
            Received received,
            int events,
            long begin,
            Duration cpuBefore,
            Duration serversBefore,
            @org.jspecify.annotations.Nullable Path startedAt) {
        received.awaitAll(idleMillis);
        long pending = settled(side);
        Duration cpu = side.cpu().minus(cpuBefore);
        Duration servers = serversCpu.get().minus(serversBefore);
        long[] latencies = startedAt == null ? new long[0] : latencies(startedAt, received);
        return new Run(
                name,
                events,
                Math.max(1, received.lastAt() - begin) / 1e6,
                received.lost(),
                received.duplicates(),
                received.strangers(),
                received.outOfOrder(),
                pending,
                received.bytesPerEvent(),
                cpu.toNanos() / 1e9,
                servers.toNanos() / 1e9,
                latencies);
    }

    private static long settled(Side side) {
        long until = System.nanoTime() + SETTLING.toNanos();
        long pending = side.pending();
        long before = -1;
        while (pending > 0 && (pending != before || System.nanoTime() < until)) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return pending;
            }
            before = pending;
            pending = side.pending();
        }
        return pending;
    }

    private static long[] latencies(Path file, Received received) {
        try {
            var started = ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer();
            Files.delete(file);
            long[] at = received.at();
            return Run.sorted(
                    java.util.stream.IntStream.range(0, at.length)
                            .filter(command -> at[command] > 0)
                            .mapToLong(command -> at[command] - started.get(command))
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
