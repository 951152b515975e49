package id.bekal.contracts;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What breaks somebody when one schema takes the place of another. Events stay in the log for good
 * and services are renewed one by one, so the new schema must hold for old events and the old
 * schema for new ones: the only change left is a new optional property. In particular
 *
 * <ul>
 *   <li>an enumeration neither loses a value (the log has it) nor gains one (a consumer of the
 *       version before cannot read it and sends the event to the dead letters): a vocabulary that
 *       is to grow is a string from the start, as {@code kind} and {@code reason} are;
 *   <li>a property becomes neither required (old events lack it) nor optional (old consumers rely
 *       on it).
 * </ul>
 *
 * Names of definitions, titles, descriptions and orders may change.
 */
final class SchemaChanges {

    private static final Set<String> FREE =
            Set.of("$schema", "$id", "$defs", "$comment", "title", "description", "examples");

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> found = new ArrayList<>();

    private SchemaChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** Each incompatible change in a sentence; empty if there is none. */
    static List<String> incompatible(JsonNode before, JsonNode after) {
        SchemaChanges changes = new SchemaChanges(before, after);
        changes.compare("data", before, after);
        return changes.found;
    }

    private void compare(String path, JsonNode reference, JsonNode nextReference) {
        JsonNode old = resolved(reference, before);
        JsonNode next = resolved(nextReference, after);
        Set<String> keywords = new TreeSet<>(old.propertyNames());
        keywords.addAll(next.propertyNames());
        for (String keyword : keywords) {
            if (FREE.contains(keyword)) {
                continue;
            }
            switch (keyword) {
                case "properties" -> properties(path, old, next);
                case "required" -> required(path, old, next);
                case "items" -> compare(path + "[]", old.path("items"), next.path("items"));
                case "enum" -> values(path, old.path("enum"), next.path("enum"));
                default -> {
                    if (!old.path(keyword).equals(next.path(keyword))) {
                        found.add(
                                "%s: %s was %s and would be %s"
                                        .formatted(
                                                path,
                                                keyword,
                                                shown(old.path(keyword)),
                                                shown(next.path(keyword))));
                    }
                }
            }
        }
    }

    private void properties(String path, JsonNode old, JsonNode next) {
        for (String name : old.path("properties").propertyNames()) {
            String property = path + "." + name;
            if (next.path("properties").has(name)) {
                compare(
                        property,
                        old.path("properties").path(name),
                        next.path("properties").path(name));
            } else {
                found.add(property + ": would be removed");
            }
        }
    }

    private void required(String path, JsonNode old, JsonNode next) {
        Set<String> was = texts(old.path("required"));
        Set<String> willBe = texts(next.path("required"));
        for (String name : willBe) {
            if (!was.contains(name)) {
                found.add(
                        path
                                + "."
                                + name
                                + (old.path("properties").has(name)
                                        ? ": was optional and would be required"
                                        : ": would be new and required"));
            }
        }
        for (String name : was) {
            if (!willBe.contains(name) && next.path("properties").has(name)) {
                found.add(path + "." + name + ": was required and would be optional");
            }
        }
    }

    private void values(String path, JsonNode old, JsonNode next) {
        Set<String> was = texts(old);
        Set<String> willBe = texts(next);
        was.stream()
                .filter(value -> !willBe.contains(value))
                .forEach(value -> found.add(path + ": would lose the value " + value));
        willBe.stream()
                .filter(value -> !was.contains(value))
                .forEach(value -> found.add(path + ": would gain the value " + value));
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String reference = schema.path("$ref").asString();
        return root.at(reference.substring(1));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
