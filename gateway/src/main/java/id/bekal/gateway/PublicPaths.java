package id.bekal.gateway;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.util.List;
import java.util.stream.Stream;

/** What services offer to callers without a token that this side looks at. */
public final class PublicPaths {

    /** The issuer looks at secrets, sessions and its own tokens itself. */
    public static final List<String> OF_IDENTITY =
            List.of(
                    "/oauth2/**",
                    "/.well-known/**",
                    "/userinfo",
                    "/connect/logout",
                    "/login/**",
                    "/logout",
                    "/totp/**",
                    "/invitation/**",
                    "/assets/identity/**");

    /** What anyone may verify, and what a holder's own link opens. */
    public static final List<String> OF_CERTIFICATION =
            List.of(
                    "/verify/**",
                    "/holders/**",
                    "/status-lists/**",
                    "/issuers/**",
                    "/credentials/**");

    private static final String STREAM = "/api/events/stream";

    private PublicPaths() {}

    /** A browser's stream: events-service looks at the ticket in place of a token. */
    public static boolean isTicketed(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value().equals(STREAM)
                && request.getQueryParams().containsKey("ticket")
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    /** All of them, and some more. */
    public static String[] and(String... more) {
        return Stream.of(OF_IDENTITY.stream(), OF_CERTIFICATION.stream(), Stream.of(more))
                .flatMap(paths -> paths)
                .toArray(String[]::new);
    }
}
