package id.bekal.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

class RevocationsTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicInteger unchanged = new AtomicInteger();
    private volatile String body =
            """
            {"subjects":[{"sub":"gone","notBefore":"2026-11-24T12:00:00Z"}]}""";
    private volatile int status = 200;
    private HttpServer issuer;
    private Revocations revocations;

    @BeforeEach
    void listen() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        issuer.createContext(
                "/oauth2/revocations",
                exchange -> {
                    String tag = "\"" + body.hashCode() + "\"";
                    exchange.getResponseHeaders().add("ETag", tag);
                    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                        unchanged.incrementAndGet();
                        exchange.sendResponseHeaders(304, -1);
                    } else {
                        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                    exchange.close();
                });
        issuer.start();
        revocations =
                new Revocations(
                        URI.create(
                                "http://127.0.0.1:%d/oauth2/revocations"
                                        .formatted(issuer.getAddress().getPort())),
                        JsonMapper.shared());
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    private boolean counts(String subject, Instant issued) {
        return !revocations
                .validate(
                        Jwt.withTokenValue("token")
                                .header("alg", "ES256")
                                .subject(subject)
                                .issuedAt(issued)
                                .build())
                .hasErrors();
    }

    @Test
    void refuseTokensFromBeforeTheRevocationAndNoOthers() {
        revocations.refresh();
        assertThat(counts("gone", NOON.minusSeconds(1))).isFalse();
        assertThat(counts("gone", NOON)).isTrue();
        assertThat(counts("other", NOON.minusSeconds(1))).isTrue();
    }

    @Test
    void goOnCountingWhileTheIssuerIsSilent() {
        revocations.refresh();
        issuer.stop(0);
        revocations.refresh();
        assertThat(counts("gone", NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void goOnCountingWhenTheIssuerAnswersRubbish() {
        revocations.refresh();
        body = "not the list";
        revocations.refresh();
        assertThat(counts("gone", NOON.minusSeconds(1))).isFalse();
        status = 500;
        revocations.refresh();
        assertThat(counts("gone", NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void followTheListAndFetchOnlyWhatChanged() {
        revocations.refresh();
        revocations.refresh();
        assertThat(unchanged).hasValue(1);
        body = "{\"subjects\":[]}";
        revocations.refresh();
        assertThat(counts("gone", NOON.minusSeconds(1))).isTrue();
    }

    @Test
    void areNoneWhereTheIssuerKeepsNoList() {
        var none = new Revocations(null, JsonMapper.shared());
        none.refresh();
        assertThat(
                        none.validate(
                                        Jwt.withTokenValue("token")
                                                .header("alg", "ES256")
                                                .subject("gone")
                                                .build())
                                .hasErrors())
                .isFalse();
    }
}
