package id.bekal.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values (RFC 4180); the first line names the columns. */
public final class Csv {

    private Csv() {}

    /**
     * The rows of a file in {@code data/}, each by column name.
     *
     * @throws IllegalArgumentException if there is no such file or a row is malformed
     */
    public static List<Map<String, String>> resource(String name) {
        try (InputStream in = Csv.class.getResourceAsStream("/data/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no data/" + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException if a row has more or fewer fields than the header, or a
     *     quote is left open; the message names the row
     */
    public static List<Map<String, String>> parse(String text) {
        List<List<String>> records = records(text);
        if (records.isEmpty()) {
            return List.of();
        }
        List<String> header = records.getFirst();
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 1; i < records.size(); i++) {
            List<String> fields = records.get(i);
            if (fields.size() != header.size()) {
                throw new IllegalArgumentException(
                        "row %d has %d fields, the header has %d"
                                .formatted(i, fields.size(), header.size()));
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < header.size(); column++) {
                row.put(header.get(column), fields.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                fields.add(taken(field));
            } else if (c == '\n') {
                end(records, fields, field);
                fields = new ArrayList<>();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(
                    "row %d leaves a quote open".formatted(records.size()));
        }
        end(records, fields, field);
        return records;
    }

    private static void end(
            List<List<String>> records, List<String> fields, StringBuilder lastField) {
        if (fields.isEmpty() && lastField.isEmpty()) {
            return; // an empty line
        }
        fields.add(taken(lastField));
        records.add(fields);
    }

    private static String taken(StringBuilder field) {
        String value = field.toString();
        field.setLength(0);
        return value;
    }
}
