package id.bekal.identity;

import com.nimbusds.jose.util.Base64URL;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser: keeps cookies, fills in forms, goes only where it is told to. */
public final class Browser {

    /** A page, or where it was sent on to. */
    public record Page(int status, String body, Map<String, java.util.List<String>> headers) {

        public String location() {
            return header("Location");
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join("; ", header.getValue()))
                    .findFirst()
                    .orElse("");
        }

        /** The first group of the pattern in the body. */
        public String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            if (!matcher.find()) {
                throw new AssertionError(pattern + " is not in " + status + ": " + body);
            }
            return matcher.group(1);
        }
    }

    public static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-0123";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();
    private final String base;
    private String language = "id";

    public Browser(IdentityFixture identity) {
        this.base = "http://127.0.0.1:" + identity.port();
    }

    /** The same person's browser, which another instance now answers. */
    public Browser movedTo(IdentityFixture other) {
        Browser moved = new Browser(other);
        moved.cookies.putAll(cookies);
        return moved;
    }

    public Browser in(String preferred) {
        language = preferred;
        return this;
    }

    public Page get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)));
    }

    /** Fills in the form of the page at that path and sends it to the path. */
    public Page submit(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return submit(path, path, fields);
    }

    /** Fills in a form of one page that is sent to another path. */
    public Page submit(String page, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", get(page).found("name=\"_csrf\" value=\"([^\"]+)\""));
        return post(path, all);
    }

    public Page post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String form =
                fields.entrySet().stream()
                        .map(f -> f.getKey() + '=' + IdentityFixture.encoded(f.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Accept-Language", language).header("Accept", "text/html,*/*;q=0.8");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + '=' + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        response.headers()
                .allValues("Set-Cookie")
                .forEach(
                        set -> {
                            String[] pair = set.split(";", 2)[0].split("=", 2);
                            if (pair[1].isEmpty()) {
                                cookies.remove(pair[0]);
                            } else {
                                cookies.put(pair[0], pair[1]);
                            }
                        });
        return new Page(response.statusCode(), response.body(), response.headers().map());
    }

    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    /** What the console asks the authorization endpoint for; a null removes a parameter. */
    public static String authorize(String... changes) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "bekal-console");
        parameters.put("redirect_uri", IdentityFixture.CALLBACK);
        parameters.put("scope", "openid profile");
        parameters.put("state", "xyz");
        parameters.put("nonce", "n-1");
        parameters.put("code_challenge", challenge(VERIFIER));
        parameters.put("code_challenge_method", "S256");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                parameters.remove(changes[i]);
            } else {
                parameters.put(changes[i], changes[i + 1]);
            }
        }
        return "/oauth2/authorize?"
                + parameters.entrySet().stream()
                        .map(p -> p.getKey() + '=' + IdentityFixture.encoded(p.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameter of an address the browser was sent to. */
    public static String parameter(String location, String name) {
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(
                        pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError(name + " is not in " + location);
    }
}
