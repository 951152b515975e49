package id.bekal.quickstart;

import java.util.List;

/** One row of {@code data/institutions.csv}. */
public record Institution(
        String id, String kind, String grade, String name, String city, String address) {

    /** All of East Java that the data knows. */
    public static List<Institution> all() {
        return Csv.resource("institutions.csv").stream()
                .map(
                        row ->
                                new Institution(
                                        row.getOrDefault("id", ""),
                                        row.getOrDefault("kind", ""),
                                        row.getOrDefault("class", ""),
                                        row.getOrDefault("name", ""),
                                        row.getOrDefault("city", ""),
                                        row.getOrDefault("address", "")))
                .toList();
    }
}
