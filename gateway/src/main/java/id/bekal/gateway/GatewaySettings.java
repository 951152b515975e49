package id.bekal.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import java.net.URI;
import java.time.Duration;

/**
 * The settings under {@code bekal.gateway}; their defaults are in {@code application.yml}.
 *
 * @param backends where the services are
 * @param tokens what makes a token good
 * @param maxBody the largest request body
 * @param maxOriginal the largest signed original of an agreement
 */
@ConfigurationProperties("bekal.gateway")
public record GatewaySettings(
        Backends backends, Tokens tokens, DataSize maxBody, DataSize maxOriginal) {

    /** The address of each service, without path. */
    public record Backends(URI agreements, URI training, URI certification, URI identity) {}

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
}
