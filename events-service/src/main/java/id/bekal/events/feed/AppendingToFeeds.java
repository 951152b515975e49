package id.bekal.events.feed;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.FailPoints;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends to the feeds what their topic has, in its order, and tells who listens here. */
@Component
public class AppendingToFeeds {

    private final Feeds feeds;
    private final FeedNews news;

    AppendingToFeeds(Feeds feeds, FeedNews news) {
        this.feeds = feeds;
        this.news = news;
    }

    /** Records of one partition, or of several, each in its order. */
    public void append(List<FeedRecord> records) {
        Map<InstitutionId, List<Feeds.Waiting>> waiting = new LinkedHashMap<>();
        for (FeedRecord record : records) {
            if (record.erased() != null) {
                // what came before it must be there to be erased
                append(waiting);
                feeds.erase(record.erased());
                news.forget();
            } else if (record.event() != null) {
                waiting.computeIfAbsent(record.feed(), feed -> new ArrayList<>())
                        .add(new Feeds.Waiting(record.event(), record.named()));
            }
        }
        append(waiting);
    }

    private void append(Map<InstitutionId, List<Feeds.Waiting>> waiting) {
        waiting.forEach(
                (feed, events) -> {
                    List<FeedEntry> appended = feeds.append(feed, events);
                    FailPoints.pass("feed.appended");
                    news.appended(feed, appended);
                });
        waiting.clear();
    }
}
