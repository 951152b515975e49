package id.bekal.events.stream.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.stream.StreamSettings;
import id.bekal.events.stream.web.Subscriber.End;
import id.bekal.platform.security.Revocations;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All open streams of this instance: keeps them alive, and ends those whose time has come. */
@Component
class Subscribers implements SmartLifecycle {

    private final StreamSettings settings;
    private final Revocations revocations;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Subscriber, Jwt> open = new ConcurrentHashMap<>();
    private volatile boolean running;

    Subscribers(
            StreamSettings settings, Revocations revocations, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.revocations = revocations;
        this.clock = clock;
        this.meters = meters;
        meters.gaugeMapSize("bekal.streams", java.util.List.of(), open);
    }

    void add(Subscriber subscriber, Jwt token) {
        open.put(subscriber, token);
        if (subscriber.isClosed()) { // before it was here
            open.remove(subscriber);
        }
        if (!running) {
            subscriber.end(End.RESTARTING);
        }
    }

    /** How many of a feed are open here. */
    long count(InstitutionId feed) {
        return open.keySet().stream().filter(subscriber -> subscriber.feed().equals(feed)).count();
    }

    void remove(Subscriber subscriber) {
        open.remove(subscriber);
    }

    @Scheduled(fixedDelayString = "${bekal.stream.heartbeat}")
    void heartbeat() {
        Instant now = clock.instant();
        open.forEach(
                (subscriber, token) -> {
                    End due = due(subscriber, token, now);
                    if (due == null) {
                        subscriber.heartbeat();
                    } else if (subscriber.end(due)) {
                        meters.counter("bekal.streams.ended", "reason", due.name()).increment();
                    }
                    if (subscriber.isBlockedFor(settings.patience().multipliedBy(2))) {
                        subscriber.drop();
                    }
                });
    }

    private @Nullable End due(Subscriber subscriber, Jwt token, Instant now) {
        if (subscriber.isBlockedFor(settings.patience())) {
            return End.TOO_SLOW;
        }
        Instant expires = token.getExpiresAt();
        if (expires == null || !now.isBefore(expires)) {
            return End.TOKEN_EXPIRED;
        }
        return revocations.validate(token).hasErrors() ? End.REVOKED : null;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for requests to end: these would not. */
    @Override
    public void stop() {
        running = false;
        open.keySet().forEach(subscriber -> subscriber.end(End.RESTARTING));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 512; // the web server's is DEFAULT_PHASE - 1024
    }
}
