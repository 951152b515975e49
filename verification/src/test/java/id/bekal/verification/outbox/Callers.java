package id.bekal.verification.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Calls a side's command from a few threads at once. */
final class Callers {

    interface Command {
        void run(int document, boolean first);
    }

    private Callers() {}

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    static void call(Side.Commands commands, Command command) {
        int documents = commands.count() / 2;
        if (documents * 2 != commands.count() || documents % commands.callers() != 0) {
            throw new IllegalArgumentException(
                    "commands must be a multiple of twice the callers: " + commands);
        }
        long[] startedAt = new long[commands.count()];
        long begin = micros();
        List<Future<?>> callers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(commands.callers())) {
            for (int caller = 0; caller < commands.callers(); caller++) {
                int from = caller;
                callers.add(
                        threads.submit(
                                () -> {
                                    for (int i = from;
                                            i < commands.count();
                                            i += commands.callers()) {
                                        startedAt[i] = due(begin, i, commands.perSecond());
                                        command.run(i % documents, i < documents);
                                    }
                                }));
            }
        }
        for (Future<?> caller : callers) {
            try {
                caller.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a command failed", e.getCause());
            }
        }
        var bytes = ByteBuffer.allocate(startedAt.length * Long.BYTES);
        bytes.asLongBuffer().put(startedAt);
        try {
            Files.write(commands.startedAt(), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command late by its predecessor counts from when it was due. */
    private static long due(long begin, int number, int perSecond) {
        if (perSecond == 0) {
            return micros();
        }
        long due = begin + number * 1_000_000L / perSecond;
        long wait = due - micros();
        while (wait > 0) {
            LockSupport.parkNanos(wait * 1000);
            wait = due - micros();
        }
        return due;
    }
}
