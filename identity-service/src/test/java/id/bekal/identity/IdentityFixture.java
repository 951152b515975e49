package id.bekal.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A running provider with two clients, and requests to it. */
public final class IdentityFixture implements AutoCloseable {

    public static final String SECRET = "a secret: with + and %";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(SECRET);

    private final ConfigurableApplicationContext context;

    private IdentityFixture(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on a free port with the clients of {@link #clients()} and settings {@code a=b}. */
    public static IdentityFixture start(Path folder, String... settings) throws IOException {
        Path clients = Files.writeString(folder.resolve("clients.json"), clients());
        List<String> arguments = new ArrayList<>(List.of("--bekal.identity.clients=" + clients));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new IdentityFixture(run(arguments.toArray(String[]::new)));
    }

    /** Starts with just these arguments. */
    public static ConfigurableApplicationContext run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--server.port=0";
        return SpringApplication.run(IdentityApplication.class, all);
    }

    /** A file of two clients, {@code lapas} and {@code reader}. */
    public static String clients() {
        return """
        [{"clientId": "lapas", "secretHash": "%1$s", "institution": "inst-1",
          "kind": "CORRECTIONAL", "scopes": ["training.read", "training.write"]},
         {"clientId": "reader", "secretHash": "%1$s", "institution": "inst-2",
          "kind": "LABOUR_OFFICE", "scopes": ["certificates.read"]}]"""
                .formatted(HASH);
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

    /** Asks for a token with these fields beside the grant type. */
    public HttpResponse<String> post(Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
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
        var server = ((WebServerApplicationContext) context).getWebServer();
        return URI.create(
                "http://127.0.0.1:" + java.util.Objects.requireNonNull(server).getPort() + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }
}
