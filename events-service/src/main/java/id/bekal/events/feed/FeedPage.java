package id.bekal.events.feed;

import java.util.List;

/**
 * A part of a feed.
 *
 * @param entries in the order of their numbers
 * @param next every number up to this one was looked at: ask for what follows it
 * @param head the feed's last number; 0 while it is empty
 */
public record FeedPage(List<FeedEntry> entries, long next, long head) {}
