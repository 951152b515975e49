package id.bekal.quickstart.conformance;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes the events of a feed in which nothing happened: all that is in them is invented. */
final class SampleFeed {

    /**
     * @param number its place in the feed; 0: it has none
     */
    record Event(String id, long number, String json) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final String TRAINING = "/training-service";
    private static final String UNIT = "C.24LAS01.028.1";

    private final SecureRandom random = new SecureRandom();
    private final String feed;
    private final Clock clock;
    private long last;

    /**
     * @param after the number before the first
     */
    SampleFeed(String feed, long after, Clock clock) {
        this.feed = feed;
        this.last = after;
        this.clock = clock;
    }

    private String newId() {
        return random.ints(26, 0, LETTERS.length())
                .mapToObj(LETTERS::charAt)
                .collect(
                        StringBuilder::new,
                        (text, letter) -> text.append((char) letter),
                        StringBuilder::append)
                .toString();
    }

    private ObjectNode envelope(String id, String source, String type, String subject, long at) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("subject", subject)
                .put("time", now.toString())
                .put("datacontenttype", "application/json")
                .put("sequence", at == 0 ? "0" : "0000000001")
                .put("feed", feed)
                .put("number", at);
    }

    private ObjectNode enrolledIn(String program, long at) {
        return envelope(
                UUID.randomUUID().toString(),
                TRAINING,
                "id.bekal.training.LearnerEnrolled.v1",
                program,
                at);
    }

    private static Event event(ObjectNode node) {
        return new Event(
                node.path("id").asString(),
                node.path("number").asLong(),
                JSON.writeValueAsString(node));
    }

    private ObjectNode enrolment(long at) {
        String program = newId();
        ObjectNode node = enrolledIn(program, at);
        node.putObject("data").put("program", program).put("learner", newId()).put("seatsTaken", 1);
        return node;
    }

    Event next() {
        return event(enrolment(++last));
    }

    /** It has the next number without taking it: a forger knows what comes. */
    Event forged() {
        return event(enrolment(last + 1));
    }

    /** The forged one after all; it takes its number. */
    Event genuine(Event forged) {
        last = Math.max(last, forged.number());
        return forged;
    }

    /** The same event in the same place, with another figure in it. */
    static Event changed(Event event) {
        return new Event(
                event.id(),
                event.number(),
                event.json().replace("\"seatsTaken\":1", "\"seatsTaken\":2"));
    }

    Event ofUnknownType() {
        String subject = newId();
        ObjectNode node =
                envelope(
                        UUID.randomUUID().toString(),
                        TRAINING,
                        "id.bekal.training.NotYetThoughtOf.v1",
                        subject,
                        ++last);
        node.putObject("data").put("what", "comes later");
        return event(node);
    }

    Event withUnknownFields() {
        ObjectNode node = enrolment(++last);
        node.put("later", "2030");
        ((ObjectNode) node.path("data")).putObject("later").putArray("ofAnyForm").add(1).addNull();
        return event(node);
    }

    Event erased() {
        return event(enrolledIn(newId(), ++last).put("erased", true));
    }

    /** What {@code POST /api/webhooks/ID/tests} sends. */
    Event test() {
        ObjectNode node =
                envelope(
                        "test-" + newId(),
                        "/events-service",
                        "id.bekal.webhook.Test.v1",
                        newId(),
                        0);
        node.putObject("data");
        return event(node);
    }

    /**
     * A completed class: numbers with a fraction of zero and letters beyond ASCII, so that whoever
     * writes it anew writes other bytes.
     */
    Event completed() {
        return completed(2, 2);
    }

    /** A class of as many seats and units as a program may have. */
    Event largest() {
        return completed(500, 60);
    }

    private Event completed(int seats, int units) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String program = newId();
        ObjectNode node =
                envelope(
                        UUID.randomUUID().toString(),
                        TRAINING,
                        "id.bekal.training.ProgramCompleted.v1",
                        program,
                        ++last);
        ObjectNode data =
                node.putObject("data").put("program", program).put("provider", "blk-contoh");
        ObjectNode curriculum = data.putObject("curriculum");
        curriculum
                .put("id", newId())
                .put("version", 1)
                .put("field", "Las")
                .put("titleId", "Juru Las – posisi ≤ 2F, “dasar” & rumah/tangga")
                .put("titleEn", "Welder – position ≤ 2F, “basic”")
                .put("hours", 160);
        ArrayNode taught = curriculum.putArray("units");
        for (int unit = 0; unit < units; unit++) {
            taught.addObject()
                    .put("key", unitKey(unit))
                    .put("titleId", "Mengelas pelat, bagian ke-" + (unit + 1))
                    .put("hours", 4);
        }
        data.put("from", today.minusDays(30).toString()).put("completedOn", today.toString());
        ArrayNode taken = data.putArray("seats");
        for (int seat = 0; seat < seats; seat++) {
            ObjectNode one =
                    taken.addObject()
                            .put("learner", newId())
                            .put("outcome", "COMPLETED")
                            .put("hours", 160)
                            .put("attendance", seat % 2 == 0 ? 100.0 : 97.5);
            ArrayNode results = one.putArray("units");
            for (int unit = 0; unit < units; unit++) {
                results.addObject()
                        .put("unit", unitKey(unit))
                        .put("result", "K")
                        .put("on", today.toString());
            }
            one.put("entitlement", "TRAINING_CERTIFICATE");
        }
        return event(node);
    }

    private static String unitKey(int unit) {
        return unit == 0 ? UNIT : "unit-%09d".formatted(unit);
    }
}
