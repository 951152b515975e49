package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/**
 * An event as an institution receives it, the same bytes by pull, stream and webhook: CloudEvents
 * 1.0 in structured JSON.
 *
 * @param id unique for good; a second delivery of the same event has the same id
 * @param sequence number of the event among its aggregate's; may skip those that the institution
 *     may not read
 * @param feed whose feed this is
 * @param number the event's place in that feed: from 1, without a gap, never another
 * @param erased true when what was here was a learner's who has been erased; there is no data then
 * @param data the event's record, without what the institution may not read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String sequence,
        InstitutionId feed,
        long number,
        @Nullable Boolean erased,
        @Nullable JsonNode data) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MalformedEventException when it is none
     */
    public static FeedEvent parse(String json) {
        try {
            return JSON.readValue(json, FeedEvent.class);
        } catch (JacksonException e) {
            throw new MalformedEventException("no event of a feed: " + e.getOriginalMessage(), e);
        }
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** The same event in this place. */
    public FeedEvent at(long place) {
        return copy(subject, place, erased, data);
    }

    /** The same event with other data. */
    public FeedEvent with(JsonNode other) {
        return copy(subject, number, erased, other);
    }

    /** The same event in the same place, without whose it was. */
    public FeedEvent erased(String withSubject) {
        return copy(withSubject, number, true, null);
    }

    private FeedEvent copy(
            String ofSubject, long place, @Nullable Boolean isErased, @Nullable JsonNode with) {
        return new FeedEvent(
                specversion,
                id,
                source,
                type,
                ofSubject,
                time,
                datacontenttype,
                sequence,
                feed,
                place,
                isErased,
                with);
    }
}
