package id.bekal.quickstart;

import id.bekal.quickstart.stories.InstitutionApi;

import tools.jackson.databind.JsonNode;

import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who read a learner's data, as both services that keep names have logged it. */
final class AccessLogReport {

    private static final List<String> SERVICES = List.of("training", "certification");

    private final InstitutionApi operator;
    private final PrintStream out;

    AccessLogReport(InstitutionApi operator, PrintStream out) {
        this.operator = operator;
        this.out = out;
    }

    /**
     * @return 0 when both logs are whole, 1 when one is not
     */
    int print(String learner, String from, String until) {
        boolean whole = true;
        for (String service : SERVICES) {
            JsonNode answer =
                    operator.get(
                                    "/operations/%s/access-log?learner=%s&from=%s&until=%s"
                                            .formatted(
                                                    service,
                                                    encoded(learner),
                                                    encoded(from),
                                                    encoded(until)))
                            .expect(200)
                            .json();
            JsonNode chain = answer.path("chain");
            boolean intact = chain.path("intact").asBoolean();
            whole &= intact;
            out.printf(
                    "%s: %d accesses; log of %d blocks %s%n",
                    service,
                    answer.path("accesses").size(),
                    chain.path("blocks").asLong(),
                    intact
                            ? "is whole, head " + chain.at("/head/hash").asString()
                            : "IS BROKEN at block " + chain.path("brokenAt").asLong());
            for (JsonNode access : answer.path("accesses")) {
                out.printf(
                        "  %s  %-28s %-32s %-18s %s%n",
                        access.path("at").asString(),
                        access.path("by").asString(),
                        access.path("institution").asString(),
                        access.path("action").asString(),
                        access.path("reason").asString(""));
            }
        }
        return whole ? 0 : 1;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
