package id.bekal.events.feed.messaging;

/** Where events wait for their numbers. */
final class FeedTopic {

    static final String NAME = "bekal.feeds.v1";

    /** Never another: an institution's records would change their partition, and so their order. */
    static final int PARTITIONS = 12;

    private FeedTopic() {}
}
