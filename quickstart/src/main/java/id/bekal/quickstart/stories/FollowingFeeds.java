package id.bekal.quickstart.stories;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the stories' training centres find in their feeds: every certificate, without a gap. */
final class FollowingFeeds {

    private static final int PAGE = 1000;

    private FollowingFeeds() {}

    static void tell(Stage stage, Figures figures, List<String> providers) {
        figures.title(
                "Umpan: yang terjadi, bernomor tanpa celah",
                "Feeds: what happened, numbered without a gap");
        for (String provider : providers) {
            long issued =
                    stage.as(provider).all("/api/certificates").stream()
                            .filter(one -> !one.path("kind").asString().equals("COMPETENCE"))
                            .count();
            stage.await(
                    issued + " certificates in the feed of " + provider,
                    () -> certificatesIn(feed(stage, provider)) >= issued);
            List<JsonNode> feed = feed(stage, provider);
            figures.check(provider + ": sertifikat / certificates", issued, certificatesIn(feed));
            figures.check(
                    "nomor 1 sampai %d tanpa celah / without a gap".formatted(feed.size()),
                    true,
                    IntStream.range(0, feed.size())
                            .allMatch(i -> feed.get(i).path("number").asLong() == i + 1));
        }
    }

    private static long certificatesIn(List<JsonNode> feed) {
        return feed.stream()
                .filter(event -> event.path("type").asString().contains(".CertificateIssued."))
                .count();
    }

    private static List<JsonNode> feed(Stage stage, String institution) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        do {
            String after = events.isEmpty() ? "0" : events.getLast().path("number").asString();
            page =
                    stage.as(institution)
                            .get("/api/events?limit=" + PAGE + "&after=" + after)
                            .expect(200)
                            .json();
            page.path("events").forEach(events::add);
        } while (page.path("events").size() == PAGE);
        return events;
    }
}
