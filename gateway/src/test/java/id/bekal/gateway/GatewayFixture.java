package id.bekal.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A running gateway, the services behind it and an issuer whose tokens it accepts. */
public final class GatewayFixture implements AutoCloseable {

    public static final String ISSUER = "https://issuer.test";

    /** Nothing listens there: the port is reserved (and Netty takes no port of one digit). */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:47");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    public final Backend agreements = new Backend("agreements");
    public final Backend training = new Backend("training");
    public final Backend certification = new Backend("certification");
    public final Backend events = new Backend("events");
    public final Backend identity = new Backend("identity");
    public final ECKey key = key("current");

    private final ConfigurableApplicationContext context;

    /** Starts on a free port with further settings {@code a=b}. */
    public GatewayFixture(String... settings) {
        this((StoppedTime) null, settings);
    }

    /** The same, where time passes only as the test says. */
    public GatewayFixture(@Nullable StoppedTime time, String... settings) {
        publish(key);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", 0);
        all.put("BEKAL_AGREEMENTS_URI", agreements.uri());
        all.put("BEKAL_TRAINING_URI", training.uri());
        all.put("BEKAL_CERTIFICATION_URI", certification.uri());
        all.put("BEKAL_EVENTS_URI", events.uri());
        all.put("BEKAL_IDENTITY_URI", identity.uri());
        all.put("BEKAL_JWKS_URI", identity.uri() + "/oauth2/jwks");
        all.put("BEKAL_ISSUER", ISSUER);
        all.put("BEKAL_REVOCATIONS_URI", "");
        for (String setting : settings) {
            all.put(
                    setting.substring(0, setting.indexOf('=')),
                    setting.substring(setting.indexOf('=') + 1));
        }
        String[] arguments =
                all.entrySet().stream().map(setting -> "--" + setting).toArray(String[]::new);
        SpringApplication application = new SpringApplication(GatewayApplication.class);
        if (time != null) {
            application.addInitializers(
                    starting ->
                            ((GenericApplicationContext) starting)
                                    .registerBean(
                                            "stoppedTime",
                                            StoppedTime.class,
                                            () -> time,
                                            bean -> bean.setPrimary(true)));
        }
        context = application.run(arguments);
    }

    /** Starts with no service running at all. */
    public static GatewayFixture alone() {
        return new GatewayFixture(
                "BEKAL_AGREEMENTS_URI=" + NOWHERE,
                "BEKAL_TRAINING_URI=" + NOWHERE,
                "BEKAL_CERTIFICATION_URI=" + NOWHERE,
                "BEKAL_EVENTS_URI=" + NOWHERE,
                "BEKAL_IDENTITY_URI=" + NOWHERE,
                "BEKAL_JWKS_URI=" + NOWHERE + "/oauth2/jwks");
    }

    /** Makes these the issuer's published keys. */
    public void publish(ECKey... keys) {
        String set = new JWKSet(List.of(keys)).toString();
        identity.answers(
                exchange ->
                        exchange.getRequestURI().getPath().equals("/oauth2/jwks")
                                ? set
                                : "identity");
    }

    public static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a good token, to be spoilt. */
    public static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("lapas")
                .audience("bekal")
                .claim("scope", "training.read")
                .claim("institution", "inst-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)));
    }

    public String token() {
        return token(claims().build(), key);
    }

    public static String token(JWTClaimsSet claims, ECKey key) {
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                            claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    /** A request with a good token. */
    public HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token());
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public int port() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }

    /** A bean of the gateway. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Forgets what the services have seen. */
    public void forget() {
        List.of(agreements, training, certification, events, identity).forEach(Backend::forget);
    }

    @Override
    public void close() {
        context.close();
        List.of(agreements, training, certification, events, identity).forEach(Backend::close);
    }
}
