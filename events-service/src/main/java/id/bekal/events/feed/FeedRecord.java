package id.bekal.events.feed;

import com.fasterxml.jackson.annotation.JsonInclude;

import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.MalformedEventException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * What lies on {@code bekal.feeds.v1}: an event for one institution's feed, still without a number
 * (0), or a learner to be erased from the feeds of its partition.
 *
 * @param learners whose the event is
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeedRecord(
        @Nullable FeedEvent event, @Nullable List<LearnerId> learners, @Nullable LearnerId erased) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public static FeedRecord of(FeedEvent event, List<LearnerId> learners) {
        return new FeedRecord(event, learners, null);
    }

    public static FeedRecord erasing(LearnerId learner) {
        return new FeedRecord(null, null, learner);
    }

    /**
     * @throws MalformedEventException when it is none
     */
    public static FeedRecord parse(byte[] json) {
        try {
            FeedRecord record = JSON.readValue(json, FeedRecord.class);
            if (record != null && (record.event == null) != (record.erased == null)) {
                return record;
            }
        } catch (JacksonException e) {
            throw new MalformedEventException("no record of a feed: " + e.getOriginalMessage(), e);
        }
        throw new MalformedEventException("neither an event for a feed nor an erasure", null);
    }

    public byte[] toJson() {
        return JSON.writeValueAsBytes(this);
    }

    /** Whose feed it belongs to; for an event only. */
    public InstitutionId feed() {
        return java.util.Objects.requireNonNull(event).feed();
    }

    List<LearnerId> named() {
        return learners == null ? List.of() : learners;
    }
}
