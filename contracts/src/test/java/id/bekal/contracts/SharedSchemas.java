package id.bekal.contracts;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/**
 * The schemas of one document. Each has its definitions within itself when it comes; here all stand
 * beside each other and share what they define alike.
 */
final class SharedSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLACE = "#/components/schemas/";

    private final ObjectNode all = JSON.createObjectNode();

    /**
     * Takes a schema and what it defines.
     *
     * @return a reference to it
     * @throws IllegalStateException when a different one has its name, or that of a definition
     */
    ObjectNode add(String name, ObjectNode schema) {
        ObjectNode itself = schema.deepCopy();
        // AsyncAPI's own dialect is of draft 7; what Schemas writes means the same in both
        itself.remove("$schema");
        JsonNode definitions = itself.remove("$defs");
        put(name, itself);
        if (definitions != null) {
            for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
                put(definition.getKey(), definition.getValue());
            }
        }
        return reference(name);
    }

    static ObjectNode reference(String name) {
        return JSON.createObjectNode().put("$ref", PLACE + name);
    }

    ObjectNode all() {
        return all;
    }

    private void put(String name, JsonNode schema) {
        JsonNode linked = JSON.readTree(schema.toString().replace("\"#/$defs/", "\"" + PLACE));
        JsonNode there = all.get(name);
        if (there != null && !there.equals(linked)) {
            throw new IllegalStateException("two different schemas are called " + name);
        }
        all.set(name, linked);
    }
}
