package id.bekal.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings under {@code bekal.gateway}; their defaults are in {@code application.yml}.
 *
 * @param backends where the services are
 * @param tokens what makes a token good
 * @param maxBody the largest request body
 * @param maxForm the largest form of the issuer's, and request for a token
 * @param maxOriginal the largest signed original of an agreement
 * @param maxCheck the largest POST /verify: a PDF with its form
 * @param limits how many requests may come from whom
 * @param timeouts how long is waited for whom
 * @param corsOrigins the origins whose pages may use the API from a browser
 * @param breaker when a service that fails is left alone
 */
@ConfigurationProperties("bekal.gateway")
public record GatewaySettings(
        Backends backends,
        Tokens tokens,
        DataSize maxBody,
        DataSize maxForm,
        DataSize maxOriginal,
        DataSize maxCheck,
        Limits limits,
        Timeouts timeouts,
        List<String> corsOrigins,
        Breaker breaker) {

    public GatewaySettings {
        if (corsOrigins.stream().anyMatch(origin -> origin.contains("*"))) {
            throw new IllegalArgumentException("origins are named one by one, not " + corsOrigins);
        }
    }

    /** The address of each service, without path. */
    public record Backends(
            URI agreements, URI training, URI certification, URI events, URI identity) {}

    /**
     * @param jwksUri where the issuer publishes its keys; unless given, the issuer is asked for it
     * @param issuer the {@code iss} a token must have
     * @param audience the {@code aud} a token must have
     */
    public record Tokens(
            @Nullable URI jwksUri, String issuer, String audience, Revocations revocations) {}

    /**
     * @param uri where the issuer lists revoked subjects; unless given, it has no such list
     * @param every how often it is asked
     */
    public record Revocations(@Nullable URI uri, Duration every) {}

    /**
     * Each holds for one instance of the gateway.
     *
     * @param client of each client, by the token's {@code sub}
     * @param institution of all clients of an institution together
     * @param institutions of institutions that get more or less
     * @param address of each address, to what needs no token
     * @param signIn of each address, where a secret is tried
     * @param tracked how many clients, institutions and addresses are counted one by one
     */
    public record Limits(
            Rate client,
            Rate institution,
            List<InstitutionRate> institutions,
            Rate address,
            Rate signIn,
            int tracked) {}

    /**
     * @param requests that may come at once; they are given back evenly
     * @param per the time after which all are given back
     */
    public record Rate(long requests, Duration per) {

        public Rate {
            if (requests < 1 || per.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "a rate permits at least one request: " + requests + "/" + per);
            }
        }

        /** From {@code 600/1m}. */
        public static Rate of(String text) {
            int slash = text.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("a rate is written like 600/1m, not " + text);
            }
            return new Rate(
                    Long.parseLong(text.substring(0, slash).trim()),
                    DurationStyle.detectAndParse(text.substring(slash + 1).trim()));
        }
    }

    /** The rate of one institution. */
    public record InstitutionRate(String institution, Rate rate) {

        /** From {@code blk-madiun=600/1m}. */
        public static InstitutionRate of(String text) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "an institution's rate is written like blk-madiun=600/1m, not " + text);
            }
            return new InstitutionRate(
                    text.substring(0, equals).trim(), Rate.of(text.substring(equals + 1)));
        }
    }

    /**
     * @param answer from the first byte to a service until its answer begins
     * @param longAnswer the same on routes that carry files
     * @param head from a request's first byte until its headers have come
     * @param silence between two parts of a request's body
     */
    public record Timeouts(Duration answer, Duration longAnswer, Duration head, Duration silence) {}

    /**
     * @param lately how far back failures count
     * @param least requests in that time below which nothing is concluded
     * @param failedPercent share of failures from which a service is left alone …
     * @param rest … for this long
     * @param probes requests that then show whether it is back
     */
    public record Breaker(
            Duration lately, int least, int failedPercent, Duration rest, int probes) {}
}
