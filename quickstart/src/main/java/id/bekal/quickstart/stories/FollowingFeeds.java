package id.bekal.quickstart.stories;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.IntStream;

/** What the stories' training centres find in their feeds: every certificate, without a gap. */
final class FollowingFeeds {

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
                    () -> certificatesIn(stage.as(provider).feed()) >= issued);
            List<JsonNode> feed = stage.as(provider).feed();
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
}
