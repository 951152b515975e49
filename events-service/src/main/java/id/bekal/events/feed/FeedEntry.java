package id.bekal.events.feed;

/**
 * One place of a feed.
 *
 * @param number from 1, without a gap
 * @param type wire name of the event's type
 * @param json the {@link id.bekal.contracts.FeedEvent}, as it goes out by every door
 */
public record FeedEntry(long number, String type, String json) {}
