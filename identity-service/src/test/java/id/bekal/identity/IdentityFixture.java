package id.bekal.identity;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.identity.institution.FollowingInstitutions;
import id.bekal.identity.revocation.EndingTokens;
import id.bekal.identity.secret.HashingGate;
import id.bekal.testing.Api;
import id.bekal.testing.TestServers;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A running provider with a few clients, its clock, and requests to it. */
public final class IdentityFixture implements AutoCloseable {

    public static final String SECRET = "a secret: with + and %";
    public static final String MASTER_KEYS = keyset();
    public static final String CALLBACK = "https://console.test/callback";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(SECRET);
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final ConfigurableApplicationContext context;
    private final TestClock clock;
    private final List<String> arguments;

    private IdentityFixture(TestClock clock, List<String> arguments) {
        this.clock = clock;
        this.arguments = arguments;
        this.context = run(clock, arguments.toArray(String[]::new));
    }

    /** Starts on a free port with the clients of {@link #clients()} and settings {@code a=b}. */
    public static IdentityFixture start(Path folder, String... settings) throws IOException {
        Path clients = Files.writeString(folder.resolve("clients.json"), clients());
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("bekal.identity.clients", clients.toString());
        arguments.put("bekal.identity.master-keys", MASTER_KEYS);
        arguments.put("bekal.identity.console.redirect-uris", CALLBACK);
        arguments.put("bekal.identity.console.post-logout-redirect-uris", CALLBACK);
        arguments.put("BEKAL_DATABASE", database());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            arguments.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new IdentityFixture(
                new TestClock(),
                arguments.entrySet().stream()
                        .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                        .toList());
    }

    /** Another instance on the same store and clock. */
    public IdentityFixture another() {
        return new IdentityFixture(clock, arguments);
    }

    /** Starts with just these arguments, and a store and a broker. */
    public static ConfigurableApplicationContext run(String... arguments) {
        return run(new TestClock(), arguments);
    }

    private static ConfigurableApplicationContext run(TestClock clock, String... arguments) {
        TestServers servers = TestServers.started();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--BEKAL_KAFKA=" + servers.kafka(),
                                "--BEKAL_MONGODB_URI=" + servers.mongodb()));
        all.addAll(Arrays.asList(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--BEKAL_DATABASE="))) {
            all.add("--BEKAL_DATABASE=" + database());
        }
        ApplicationContextInitializer<GenericApplicationContext> ticking =
                started ->
                        started.registerBean(
                                "testClock",
                                Clock.class,
                                () -> clock,
                                bean -> bean.setPrimary(true));
        return new SpringApplicationBuilder(IdentityApplication.class)
                .initializers(ticking)
                .run(all.toArray(String[]::new));
    }

    private static String database() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String keyset() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get())
                    .replaceAll("\\s", "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A gate of two, for units that hash. */
    public static HashingGate gate() {
        return new HashingGate(settings(2));
    }

    /** Settings for units, with so many hashes in flight. */
    public static IdentitySettings settings(int hashesInFlight) {
        return new IdentitySettings(
                URI.create("https://bekal.test"),
                null,
                null,
                null,
                Duration.ofMinutes(15),
                Set.of("training.read"),
                Duration.ofDays(7),
                new IdentitySettings.Signing(Duration.ofDays(90), Duration.ofMinutes(5)),
                new IdentitySettings.Console(Set.of(), Set.of()),
                new IdentitySettings.SignIn(
                        5,
                        Duration.ofMinutes(15),
                        Duration.ofHours(10),
                        Duration.ofMinutes(30),
                        Duration.ofDays(3),
                        Set.of(Role.HEAD),
                        hashesInFlight));
    }

    /**
     * {@code lapas} and {@code reader}, the authorities {@code kanwil} and {@code other-kanwil},
     * and the first one's {@code operator}; {@code watcher} has an operator's scope without being
     * one.
     */
    public static String clients() {
        return """
        [{"clientId": "lapas", "secretHash": "%1$s", "institution": "inst-1",
          "kind": "CORRECTIONAL", "scopes": ["training.read", "training.write"]},
         {"clientId": "reader", "secretHash": "%1$s", "institution": "inst-2",
          "kind": "LABOUR_OFFICE", "scopes": ["certificates.read"]},
         {"clientId": "kanwil", "secretHash": "%1$s", "institution": "kanwil-1",
          "kind": "REGIONAL_AUTHORITY", "scopes": ["accounts"]},
         {"clientId": "other-kanwil", "secretHash": "%1$s", "institution": "kanwil-2",
          "kind": "REGIONAL_AUTHORITY", "scopes": ["accounts"]},
         {"clientId": "operator", "secretHash": "%1$s", "institution": "kanwil-1",
          "kind": "OPERATOR", "scopes": ["operations", "accounts"], "roles": ["OPERATOR", "ADMINISTRATOR"]},
         {"clientId": "watcher", "secretHash": "%1$s", "institution": "kanwil-1",
          "kind": "OPERATOR", "scopes": ["operations"]}]"""
                .formatted(HASH);
    }

    /** A client for a clients file of one's own; its secret is {@link #SECRET}. */
    public static String client(
            String id, String institution, String kind, Set<String> scopes, Set<Role> roles) {
        return JSONObjectUtils.toJSONString(
                Map.of(
                        "clientId",
                        id,
                        "secretHash",
                        HASH,
                        "institution",
                        institution,
                        "kind",
                        kind,
                        "scopes",
                        scopes,
                        "roles",
                        roles.stream().map(Role::name).toList()));
    }

    /** Tells of an institution, as its next event would. */
    public void institution(
            String id, String kind, InstitutionRole role, String authority, boolean inForce) {
        context.getBean(FollowingInstitutions.class)
                .on(
                        new InstitutionChanged(snapshot(id, kind, role, authority, inForce)),
                        SEQUENCE.incrementAndGet());
        context.getBean(EndingTokens.class).onStandingOf(new InstitutionId(id));
    }

    public static InstitutionSnapshot snapshot(
            String id, String kind, InstitutionRole role, String authority, boolean inForce) {
        return new InstitutionSnapshot(
                new InstitutionId(id),
                kind,
                Set.of(role),
                null,
                "Instansi " + id,
                "Malang",
                new InstitutionId(authority),
                null,
                inForce);
    }

    /**
     * {@code kanwil-1} with {@code lapas-1} and {@code blk-1}, {@code kanwil-2} with {@code
     * lapas-2}.
     */
    public IdentityFixture withInstitutions() {
        institution(
                "kanwil-1",
                "REGIONAL_AUTHORITY",
                InstitutionRole.REGIONAL_AUTHORITY,
                "kanwil-1",
                true);
        institution(
                "kanwil-2",
                "REGIONAL_AUTHORITY",
                InstitutionRole.REGIONAL_AUTHORITY,
                "kanwil-2",
                true);
        institution("lapas-1", "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-1", true);
        institution("blk-1", "BLK", InstitutionRole.TRAINING_PROVIDER, "kanwil-1", true);
        institution("lapas-2", "LAPAS", InstitutionRole.CORRECTIONAL, "kanwil-2", true);
        return this;
    }

    public TestClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    public int port() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return java.util.Objects.requireNonNull(server).getPort();
    }

    /** The API without a token. */
    public Api api() {
        return Api.at(port());
    }

    /** The API with a new token of a client of the file. */
    public Api as(String client) throws Exception {
        return bearing(accessToken(token(client, SECRET)));
    }

    public Api bearing(String token) {
        return api().with("Authorization", "Bearer " + token);
    }

    public static String accessToken(HttpResponse<String> response) throws Exception {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
        return String.valueOf(JSONObjectUtils.parse(response.body()).get("access_token"));
    }

    public static SignedJWT jwt(HttpResponse<String> response) throws Exception {
        return SignedJWT.parse(accessToken(response));
    }

    public HttpResponse<String> token(String client, String secret, String... scopes)
            throws IOException, InterruptedException {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (encoded(client) + ":" + encoded(secret))
                                        .getBytes(StandardCharsets.UTF_8));
        Map<String, String> scope =
                scopes.length == 0 ? Map.of() : Map.of("scope", String.join(" ", scopes));
        return post(scope, "Authorization", "Basic " + basic);
    }

    /** Asks for a token with these fields; the grant is client_credentials unless they say. */
    public HttpResponse<String> post(Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder();
        if (!fields.containsKey("grant_type")) {
            form.append("grant_type=client_credentials");
        }
        fields.forEach(
                (name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
        var request =
                HttpRequest.newBuilder(uri("/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts nothing there. */
    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }
}
