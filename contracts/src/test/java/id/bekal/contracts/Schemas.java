package id.bekal.contracts;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON Schema (2020-12) of what Jackson writes for a record: a component is required unless it is
 * {@code @Nullable}, absent rather than null, and other properties may be there, since a consumer
 * ignores what it does not know.
 */
final class Schemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String ID = Id.SHAPE.pattern();

    /** What an envelope's texts must look like; its record has no types for them. */
    private static final Map<String, Map<String, String>> ENVELOPE =
            Map.of(
                    "specversion",
                    Map.of("const", "1.0"),
                    "id",
                    Map.of("pattern", "^.+$"),
                    "source",
                    Map.of("pattern", "^/[a-z-]+$"),
                    "type",
                    Map.of("pattern", "^id\\.bekal\\.[a-z]+\\.[A-Za-z0-9]+\\.v[0-9]+$"),
                    "subject",
                    Map.of("pattern", "^" + ID + "$"),
                    "datacontenttype",
                    Map.of("const", "application/json"),
                    "sequence",
                    Map.of("pattern", "^[0-9]{10}$"),
                    "audience",
                    Map.of("pattern", "^" + ID + "(," + ID + ")*$"),
                    "traceparent",
                    Map.of("pattern", "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"));

    private final ObjectNode definitions = JsonMapper.shared().createObjectNode();

    private Schemas() {}

    static ObjectNode of(Class<? extends DomainEvent> event) {
        return root(event, EventTypes.name(event));
    }

    static ObjectNode envelope() {
        return constrained(root(EventEnvelope.class, "CloudEvents 1.0 envelope of every event"));
    }

    static ObjectNode feedEvent() {
        ObjectNode schema =
                constrained(
                        root(FeedEvent.class, "CloudEvents 1.0 event of an institution's feed"));
        schema.withObject("properties").withObject("number").put("minimum", 1);
        return schema;
    }

    private static ObjectNode constrained(ObjectNode schema) {
        ObjectNode properties = schema.withObject("properties");
        ENVELOPE.forEach(
                (property, constraints) -> {
                    if (properties.has(property)) {
                        constraints.forEach(properties.withObject(property)::put);
                    }
                });
        return schema;
    }

    /** Of any record, under a title. */
    static ObjectNode root(Class<?> type, String title) {
        Schemas schemas = new Schemas();
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("$schema", DIALECT).put("title", title);
        schemas.describe(type, root);
        if (!schemas.definitions.isEmpty()) {
            root.set("$defs", schemas.definitions);
        }
        return root;
    }

    private void describe(Class<?> type, ObjectNode schema) {
        schema.put("type", "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), of(component.getGenericType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType list) {
            return array(list);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return typed("string");
        }
        if (plain == int.class
                || plain == Integer.class
                || plain == long.class
                || plain == Long.class) {
            return typed("integer");
        }
        if (plain == double.class || plain == Double.class) {
            return typed("number");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return typed("boolean");
        }
        if (plain == LocalDate.class) {
            return typed("string").put("format", "date");
        }
        if (plain == Instant.class) {
            return typed("string").put("format", "date-time");
        }
        if (plain == JsonNode.class) {
            return typed("object");
        }
        if (Id.class.isAssignableFrom(plain) || plain.isEnum() || plain.isRecord()) {
            return reference(plain);
        }
        throw new IllegalArgumentException("no JSON Schema is agreed for " + type);
    }

    private ObjectNode array(ParameterizedType type) {
        if (type.getRawType() != List.class && type.getRawType() != Set.class) {
            throw new IllegalArgumentException("no JSON Schema is agreed for " + type);
        }
        ObjectNode array = typed("array");
        array.set("items", of(type.getActualTypeArguments()[0]));
        if (type.getRawType() == Set.class) {
            array.put("uniqueItems", true);
        }
        return array;
    }

    private ObjectNode reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!definitions.has(name)) {
            ObjectNode definition = definitions.putObject(name);
            if (Id.class.isAssignableFrom(type)) {
                definition.put("type", "string").put("pattern", "^" + ID + "$");
            } else if (type.isEnum()) {
                ArrayNode values = definition.put("type", "string").putArray("enum");
                for (Object value : type.getEnumConstants()) {
                    values.add(((Enum<?>) value).name());
                }
            } else {
                describe(type, definition);
            }
        }
        return JsonMapper.shared().createObjectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode typed(String type) {
        return JsonMapper.shared().createObjectNode().put("type", type);
    }
}
