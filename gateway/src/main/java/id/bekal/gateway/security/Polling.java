package id.bekal.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;

/**
 * Does something again and again while the gateway runs, the first time at its start; never twice
 * at once, and never late turns one after the other.
 */
final class Polling implements SmartLifecycle {

    private final Mono<Void> turn;
    private final Duration every;
    private final Scheduler scheduler;
    private @Nullable Disposable running;

    /**
     * @param turn must not fail: that would be the last one
     */
    Polling(Mono<Void> turn, Duration every, Scheduler scheduler) {
        this.turn = turn;
        this.every = every;
        this.scheduler = scheduler;
    }

    @Override
    public synchronized void start() {
        running =
                Flux.interval(Duration.ZERO, every, scheduler)
                        .onBackpressureDrop()
                        .concatMap(tick -> turn, 0)
                        .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
