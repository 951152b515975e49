package id.bekal.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event as it travels: CloudEvents 1.0 in structured JSON, keyed by its subject.
 *
 * @param id unique for good; a second delivery of the same event has the same id
 * @param source the service that recorded it, {@code /training-service}
 * @param type the wire name, see {@link EventTypes}
 * @param subject the id of the aggregate it happened to, also the Kafka key
 * @param time when it happened
 * @param sequence number of the event among its aggregate's, from 1 and without a gap; CloudEvents'
 *     sequence extension: ten digits, so that it sorts as text
 * @param audience institutions entitled to see it, separated by commas (CloudEvents has no lists)
 * @param traceparent W3C trace context of the request that caused it
 * @param data the event's record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventEnvelope(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        String sequence,
        @Nullable String audience,
        @Nullable String traceparent,
        JsonNode data) {

    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    public static EventEnvelope of(
            String id,
            String source,
            String subject,
            Instant time,
            long sequence,
            Set<InstitutionId> audience,
            @Nullable String traceparent,
            DomainEvent event) {
        return new EventEnvelope(
                "1.0",
                id,
                source,
                EventTypes.name(event.getClass()),
                subject,
                time,
                "application/json",
                "%010d".formatted(sequence),
                audience.isEmpty()
                        ? null
                        : audience.stream()
                                .map(InstitutionId::value)
                                .sorted()
                                .collect(Collectors.joining(",")),
                traceparent,
                JSON.valueToTree(event));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws MalformedEventException when it is no CloudEvent of ours: never worth a retry
     */
    @SuppressWarnings("ConstantValue") // Jackson leaves absent components null
    public static EventEnvelope parse(byte[] json) {
        EventEnvelope envelope;
        try {
            envelope = JSON.readValue(json, EventEnvelope.class);
        } catch (JacksonException e) {
            throw new MalformedEventException("not a CloudEvent: " + e.getOriginalMessage(), e);
        }
        if (envelope == null
                || envelope.id == null
                || envelope.source == null
                || envelope.type == null
                || envelope.subject == null
                || envelope.time == null
                || envelope.sequence == null
                || envelope.data == null
                || !"1.0".equals(envelope.specversion)) {
            throw new MalformedEventException("not a CloudEvent 1.0 with all its attributes", null);
        }
        return envelope;
    }

    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** The event, as the record of its type. */
    public <E extends DomainEvent> E event(Class<E> type) {
        try {
            return JSON.treeToValue(data, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedEventException(this.type + " with unreadable data", e);
        }
    }

    @com.fasterxml.jackson.annotation.JsonIgnore
    public long sequenceNumber() {
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException e) {
            throw new MalformedEventException("sequence is no number", e);
        }
    }

    @com.fasterxml.jackson.annotation.JsonIgnore
    public Set<InstitutionId> audienceIds() {
        if (audience == null) {
            return Set.of();
        }
        return Arrays.stream(audience.split(",", -1))
                .map(InstitutionId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
