package id.bekal.gateway.limit;

import id.bekal.gateway.GatewaySettings;
import id.bekal.gateway.GatewaySettings.Rate;
import id.bekal.gateway.address.CallerAddress;
import id.bekal.gateway.problem.Problem;
import id.bekal.gateway.problem.ProblemResponses;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may send how many requests to this instance. Each answer says what is left, in the {@code
 * RateLimit} fields of draft-ietf-httpapi-ratelimit-headers-10; a refusal says when to come back.
 */
@Component
public class RateLimits {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LEFT = "RateLimit";

    private final GatewaySettings.Limits settings;
    private final Map<String, Rate> institutionRates;
    private final Buckets<String> clients;
    private final Buckets<String> institutions;
    private final Buckets<Network> addresses;
    private final Buckets<Network> signIns;
    private final CallerAddress callers;
    private final ProblemResponses problems;

    RateLimits(
            GatewaySettings settings,
            CallerAddress callers,
            ProblemResponses problems,
            TimeMeter time) {
        this.settings = settings.limits();
        this.callers = callers;
        this.problems = problems;
        this.institutionRates =
                this.settings.institutions().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        GatewaySettings.InstitutionRate::institution,
                                        GatewaySettings.InstitutionRate::rate));
        Rate institution = this.settings.institution();
        Duration slowest =
                Stream.concat(Stream.of(institution), institutionRates.values().stream())
                        .map(Rate::per)
                        .max(Duration::compareTo)
                        .orElseThrow();
        int tracked = this.settings.tracked();
        this.clients = buckets(tracked, this.settings.client(), time);
        this.institutions = new Buckets<>(tracked, institution, slowest, time);
        this.addresses = buckets(tracked, this.settings.address(), time);
        this.signIns = buckets(tracked, this.settings.signIn(), time);
    }

    private static <K> Buckets<K> buckets(int tracked, Rate rate, TimeMeter time) {
        return new Buckets<>(tracked, rate, rate.per(), time);
    }

    /**
     * Whether a client may send this request, and its institution too, if the token names one. What
     * the institution refuses does not count against the client, nor the other way round.
     */
    public boolean admitClient(
            ServerWebExchange exchange, String client, @Nullable String institution) {
        Charge own =
                new Charge(
                        "client", settings.client(), clients.of(client, client, settings.client()));
        if (institution == null) {
            return admit(exchange, List.of(own));
        }
        Rate rate = institutionRates.getOrDefault(institution, settings.institution());
        Charge together =
                new Charge("institution", rate, institutions.of(institution, institution, rate));
        return admit(exchange, List.of(own, together));
    }

    /** Whether someone unknown may send this request from where it comes. */
    public boolean admitStranger(ServerWebExchange exchange) {
        return admit(exchange, List.of(at(exchange, "address", settings.address(), addresses)));
    }

    /** Whether someone may try another secret from where the request comes. */
    public boolean admitSignIn(ServerWebExchange exchange) {
        return admit(exchange, List.of(at(exchange, "sign-in", settings.signIn(), signIns)));
    }

    /** Answers a request that was not admitted. */
    public Mono<Void> refuse(ServerWebExchange exchange) {
        return problems.write(exchange, Problem.RATE_LIMITED);
    }

    private Charge at(
            ServerWebExchange exchange, String name, Rate rate, Buckets<Network> buckets) {
        Network network = Network.of(callers.of(exchange.getRequest()));
        return new Charge(name, rate, buckets.of(network, network.neighbourhood(), rate));
    }

    private static boolean admit(ServerWebExchange exchange, List<Charge> charges) {
        List<Bucket> paid = new ArrayList<>(charges.size());
        StringBuilder policies = new StringBuilder();
        StringBuilder left = new StringBuilder();
        long wait = 0;
        for (Charge charge : charges) {
            ConsumptionProbe probe = charge.bucket().tryConsumeAndReturnRemaining(1);
            charge.describe(probe, policies, left);
            if (!probe.isConsumed()) {
                wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
                break;
            }
            paid.add(charge.bucket());
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(POLICY, policies.toString());
        headers.set(LEFT, left.toString());
        if (wait == 0) {
            return true;
        }
        paid.forEach(bucket -> bucket.addTokens(1));
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        return false;
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    private record Charge(String name, Rate rate, Bucket bucket) {

        void describe(ConsumptionProbe probe, StringBuilder policies, StringBuilder left) {
            named(policies)
                    .append(";q=")
                    .append(rate.requests())
                    .append(";w=")
                    .append(rate.per().toSeconds());
            named(left)
                    .append(";r=")
                    .append(probe.getRemainingTokens())
                    .append(";t=")
                    .append(seconds(probe.getNanosToWaitForReset()));
        }

        private StringBuilder named(StringBuilder list) {
            return list.append(list.isEmpty() ? "" : ", ").append('"').append(name).append('"');
        }
    }
}
