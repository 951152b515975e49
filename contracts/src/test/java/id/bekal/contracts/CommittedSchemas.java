package id.bekal.contracts;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of schemas under version control. */
final class CommittedSchemas {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;

    CommittedSchemas(Path folder) {
        this.folder = folder;
    }

    /** Without {@code .json}, sorted. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<JsonNode> schema(String name) {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(JSON.readTree(file)) : Optional.empty();
    }

    /**
     * Writes a schema, new or in place of the one there.
     *
     * @throws IllegalArgumentException when it breaks the one there, which stays
     */
    void write(String name, JsonNode schema) {
        List<String> broken =
                schema(name)
                        .map(committed -> SchemaChanges.incompatible(committed, schema))
                        .orElse(List.of());
        if (!broken.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s only grows; make it a new record ending in V2 instead:%n%s"
                            .formatted(name, String.join("\n", broken)));
        }
        try {
            Files.writeString(file(name), pretty(schema) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }

    static String pretty(JsonNode schema) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(
                                Separators.createDefaultInstance()
                                        .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(lines)
                        .withArrayIndenter(lines);
        return JSON.writer().with(printer).writeValueAsString(schema);
    }
}
