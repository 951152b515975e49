package id.bekal.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpExchange;

import id.bekal.gateway.GatewayFixture;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands behind a real gateway in the page's test: a provider that lets everyone in who proves
 * the code's origin, and an events-service with made-up figures and a feed that the test writes.
 * Neither is the real one.
 */
final class StubbedServices {

    /** Ends a stream without a word, as a network does. */
    private static final String CUT = "cut";

    private final GatewayFixture gateway;
    private final Map<String, String> challenges = new HashMap<>();
    private final AtomicInteger tickets = new AtomicInteger();
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    /** What the page asked the provider and streams for, in order. */
    final List<Map<String, String>> signIns = new CopyOnWriteArrayList<>();

    final List<Map<String, String>> streams = new CopyOnWriteArrayList<>();
    volatile boolean seesFew;
    volatile boolean mayReadTheFeed = true;

    StubbedServices(GatewayFixture gateway) {
        this.gateway = gateway;
        gateway.identity.answers(this::provider);
        gateway.events.answers(this::events);
    }

    // ---- the provider

    private String provider(HttpExchange exchange) throws Exception {
        Map<String, String> asked = query(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestURI().getPath()) {
            case "/oauth2/jwks" ->
                    new com.nimbusds.jose.jwk.JWKSet(gateway.key.toPublicJWK()).toString();
            case "/.well-known/openid-configuration" ->
                    "{\"issuer\":\"http://127.0.0.1:%d\"}".formatted(gateway.port());
            case "/oauth2/authorize" -> authorize(exchange, asked);
            case "/oauth2/token" -> token(exchange);
            default -> status(exchange, 404);
        };
    }

    private String authorize(HttpExchange exchange, Map<String, String> asked) throws IOException {
        signIns.add(asked);
        String code = "code-" + signIns.size();
        challenges.put(code, asked.get("code_challenge"));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + asked.get("state"));
        return status(exchange, 302);
    }

    private String token(HttpExchange exchange) throws Exception {
        // its body was read already, by the backend
        var seen = gateway.identity.seen().getLast();
        Map<String, String> form = query(new String(seen.body(), UTF_8));
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(form.getOrDefault("code_verifier", "").getBytes(UTF_8));
        String proved = Base64URL.encode(hash).toString();
        if (!proved.equals(challenges.remove(form.getOrDefault("code", "")))) {
            return status(exchange, 400);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String token =
                GatewayFixture.token(
                        GatewayFixture.claims()
                                .claim("scope", "openid events.read")
                                .claim("institution", "kanwil-jatim")
                                .claim("roles", List.of("OFFICER"))
                                .build(),
                        gateway.key);
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":900}"
                .formatted(token);
    }

    // ---- events-service

    private String events(HttpExchange exchange) throws Exception {
        URI uri = exchange.getRequestURI();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        return switch (uri.getPath()) {
            case "/api/insights/agreements" -> Figures.AGREEMENTS;
            case "/api/insights/programs" -> Figures.PROGRAMS;
            case "/api/insights/certified" ->
                    Figures.certified(query(uri.getRawQuery()).get("by"), seesFew);
            case "/api/events" -> mayReadTheFeed ? "{\"head\":40}" : status(exchange, 403);
            case "/api/events/tickets" ->
                    "{\"ticket\":\"ticket-%d\"}".formatted(tickets.incrementAndGet());
            case "/api/events/stream" -> stream(exchange);
            default -> status(exchange, 404);
        };
    }

    private String stream(HttpExchange exchange) throws Exception {
        streams.add(query(exchange.getRequestURI().getRawQuery()));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write(": hello\n\n".getBytes(UTF_8));
        out.flush();
        for (String text = written.take(); !text.equals(CUT); text = written.take()) {
            out.write(text.getBytes(UTF_8));
            out.flush();
            if (text.startsWith("event: bye")) {
                break;
            }
        }
        return "";
    }

    void says(long number, String type, String data) {
        written.add(
                """
                id: %1$d
                data: {"specversion":"1.0","id":"e-%1$d","source":"/x","type":"id.bekal.%2$s.v1",\
                "subject":"learner-7","time":"2026-11-30T02:00:00Z","number":%1$d,"data":%3$s}

                """
                        .formatted(number, type, data));
    }

    void saysBye(String reason, long resumeAfter) {
        written.add(
                "event: bye\ndata: {\"reason\":\"%s\",\"resumeAfter\":%d}\n\n"
                        .formatted(reason, resumeAfter));
    }

    void cuts() {
        written.add(CUT);
    }

    // ----

    private static String status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        return "";
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        Map<String, String> found = new HashMap<>();
        if (raw != null) {
            new ArrayList<>(Arrays.asList(raw.split("&", -1)))
                    .forEach(
                            pair -> {
                                int is = pair.indexOf('=');
                                found.put(
                                        pair.substring(0, is),
                                        URLDecoder.decode(pair.substring(is + 1), UTF_8));
                            });
        }
        return found;
    }

    /** In the shape of events-service's answers. */
    private static final class Figures {

        private static final String AGREEMENTS =
                """
                {"on":"2026-11-30","endingWithin":90,
                 "states":[{"state":"SIGNING","agreements":1},{"state":"ACTIVE","agreements":4},
                           {"state":"EXPIRED","agreements":2}],
                 "ending":[{"agreement":"pks-ngawi-2026","kind":"PKS","state":"ACTIVE",
                   "parties":[{"institution":"lapas-ngawi","name":"Lapas Kelas IIB Ngawi"},
                              {"institution":"upt-blk-madiun","name":"UPT BLK Madiun"}],
                   "fields":["WELDING"],"until":"2027-01-09","daysLeft":40}],
                 "institutions":[
                   {"institution":"lapas-ngawi","name":"Lapas Kelas IIB Ngawi","city":"Ngawi",
                    "inForce":1,"lastUntil":"2027-01-09","daysLeft":40},
                   {"institution":"rutan-ponorogo","name":"Rutan Kelas IIB Ponorogo",
                    "city":"Ponorogo","inForce":0}]}
                """;

        private static final String PROGRAMS =
                """
                {"programs":5,"seats":{"count":75,"suppressed":false},"capacity":96,
                 "states":[
                   {"state":"OPEN","programs":1,"seats":{"count":null,"suppressed":true},
                    "capacity":20},
                   {"state":"RUNNING","programs":1,"seats":{"count":null,"suppressed":true},
                    "capacity":20},
                   {"state":"COMPLETED","programs":3,"seats":{"count":52,"suppressed":false},
                    "capacity":56}],
                 "attendance":{"sessions":40,"present":{"count":760,"suppressed":false},
                   "expected":{"count":800,"suppressed":false}},
                 "institutions":[
                   {"institution":"lapas-ngawi","name":"Lapas Kelas IIB Ngawi","city":"Ngawi",
                    "programs":4,"running":1,"seats":{"count":59,"suppressed":false},"capacity":80,
                    "attendance":{"sessions":30,"present":{"count":570,"suppressed":false},
                      "expected":{"count":600,"suppressed":false}}},
                   {"institution":"rutan-ponorogo","name":"Rutan Kelas IIB Ponorogo",
                    "city":"Ponorogo","programs":1,"running":0,
                    "seats":{"count":16,"suppressed":false},"capacity":16,
                    "attendance":{"sessions":10,"present":{"count":190,"suppressed":false},
                      "expected":{"count":200,"suppressed":false}}}]}
                """;

        static String certified(String by, boolean few) {
            String rows =
                    few
                            ? """
                              {"key":"%s","people":{"count":null,"suppressed":true}},
                              {"key":"%s","people":{"count":null,"suppressed":true}}"""
                            : """
                              {"key":"%s","people":{"count":36,"suppressed":false}},
                              {"key":"%s","people":{"count":16,"suppressed":false}}""";
            String[] keys =
                    switch (by) {
                        case "city" -> new String[] {"Madiun", "Ponorogo"};
                        case "month" -> new String[] {"2026-10", "2026-11"};
                        default -> new String[] {"WELDING", "BAKERY"};
                    };
            return """
                   {"by":"%s","people":{"count":52,"suppressed":false},"rows":[%s],
                    "institutions":[
                      {"institution":"lapas-ngawi","name":"Lapas Kelas IIB Ngawi","city":"Ngawi",
                       "people":{"count":36,"suppressed":false}},
                      {"institution":"rutan-ponorogo","name":"Rutan Kelas IIB Ponorogo",
                       "city":"Ponorogo","people":{"count":16,"suppressed":false}}]}
                   """
                    .formatted(by, rows.formatted((Object[]) keys));
        }
    }
}
