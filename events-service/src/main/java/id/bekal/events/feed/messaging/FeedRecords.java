package id.bekal.events.feed.messaging;

import id.bekal.events.feed.AppendingToFeeds;
import id.bekal.events.feed.FeedRecord;
import id.bekal.events.feed.Feeds;

import java.util.ArrayList;
import java.util.List;

/** The feeds' topic, appended to the feeds. */
final class FeedRecords extends BatchConsumer {

    private final AppendingToFeeds appending;

    FeedRecords(Feeds feeds, AppendingToFeeds appending) {
        super("feed", feeds);
        this.appending = appending;
    }

    @Override
    protected void consumeAll(List<byte[]> values) {
        List<FeedRecord> records = new ArrayList<>(values.size());
        for (byte[] value : values) {
            try {
                records.add(FeedRecord.parse(value));
            } catch (RuntimeException unreadable) {
                append(records);
                throw new NotDone(records.size(), unreadable);
            }
        }
        append(records);
    }

    private void append(List<FeedRecord> records) {
        try {
            appending.append(records);
        } catch (RuntimeException failed) {
            // how far it got is not known, and need not be: what is there is recognised
            throw new NotDone(0, failed);
        }
    }
}
