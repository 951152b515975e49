package id.bekal.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.Samples;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what a service produces against the published schemas. */
public final class EventContract {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private EventContract() {}

    /**
     * Fails unless the event, as it would be sent, keeps the envelope's schema and its type's. A
     * property that the schemas do not know passes: consumers ignore it.
     */
    public static void assertConforms(EventEnvelope envelope) {
        Class<? extends DomainEvent> type =
                EventTypes.type(envelope.type())
                        .orElseThrow(() -> new AssertionError("no such type: " + envelope.type()));
        JsonNode sent = JsonMapper.shared().readTree(envelope.toJson());
        List<String> faults = new ArrayList<>();
        faults.addAll(faults(Samples.envelopeSchema(), "envelope", sent));
        faults.addAll(faults(Samples.schema(type), "data", sent.path("data")));
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "%s does not keep its schema:%n%s%n%s"
                            .formatted(envelope.type(), String.join("\n", faults), sent));
        }
    }

    /** The same for an event as its aggregate recorded it, in an envelope made up around it. */
    public static void assertConforms(DomainEvent recorded) {
        assertConforms(
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/some-service",
                        "subject",
                        Instant.parse("2026-11-24T02:00:00Z"),
                        1,
                        Set.of(new InstitutionId("audience")),
                        null,
                        recorded));
    }

    private static List<String> faults(String schema, String part, JsonNode instance) {
        List<Error> errors =
                SCHEMAS.computeIfAbsent(schema, text -> REGISTRY.getSchema(text, InputFormat.JSON))
                        .validate(
                                instance,
                                context ->
                                        context.executionConfig(
                                                config -> config.formatAssertionsEnabled(true)));
        return errors.stream().map(error -> part + error).toList();
    }
}
