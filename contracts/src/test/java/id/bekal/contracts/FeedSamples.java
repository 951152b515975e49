package id.bekal.contracts;

import id.bekal.contracts.training.ProgramCompleted;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * The samples and schemas of events as a feed has them: without what it leaves out, see
 * docs/adr/0014-feeds.md.
 */
final class FeedSamples {

    /** Of any sample: a type that is added moves no other's. */
    static final long NUMBER = 118;

    private FeedSamples() {}

    /** The types that come in feeds; an event without an audience is for services alone. */
    static List<Class<? extends DomainEvent>> types() {
        return EventTypes.all().stream()
                .filter(type -> !EventEnvelope.parse(Samples.of(type)).audienceIds().isEmpty())
                .toList();
    }

    /** The sample in the feed of the first institution of its audience. */
    static FeedEvent of(Class<? extends DomainEvent> type) {
        return of(type, EventEnvelope.parse(Samples.of(type)).audienceIds().iterator().next());
    }

    private static FeedEvent of(Class<? extends DomainEvent> type, InstitutionId feed) {
        EventEnvelope sample = EventEnvelope.parse(Samples.of(type));
        ObjectNode data = ((ObjectNode) sample.data()).deepCopy();
        data.path("seats").forEach(seat -> ((ObjectNode) seat).remove("sealedHolder"));
        return new FeedEvent(
                sample.specversion(),
                sample.id(),
                sample.source(),
                sample.type(),
                sample.subject(),
                sample.time(),
                sample.datacontenttype(),
                sample.sequence(),
                feed,
                NUMBER,
                null,
                data);
    }

    /** A completed program in the feed of an authority, which sees no single learner. */
    static FeedEvent ofAnOverseer(InstitutionId authority) {
        FeedEvent event = of(ProgramCompleted.class, authority);
        ((ObjectNode) event.data()).remove("seats");
        return event;
    }

    /** The schema of a type's data in a feed: its record's, but for what is left out. */
    static ObjectNode schema(Class<? extends DomainEvent> type) {
        ObjectNode schema = Schemas.of(type);
        if (type != ProgramCompleted.class) {
            return schema;
        }
        ArrayNode required = schema.putArray("required");
        Schemas.of(type).path("required").values().stream()
                .filter(name -> !name.asString().equals("seats"))
                .forEach(required::add);
        ObjectNode definitions = schema.withObject("$defs");
        ObjectNode seat = (ObjectNode) definitions.remove("SeatResult");
        seat.withObject("properties").remove("sealedHolder");
        definitions.set("feed.SeatResult", seat);
        schema.withObject("properties")
                .withObject("seats")
                .withObject("items")
                .put("$ref", "#/$defs/feed.SeatResult");
        return schema;
    }
}
