import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Formats every Java file of the tree ({@code write}), or fails and names those that are not ({@code check}). */
class Format {

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        var options =
                JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();
        var formatter = new Formatter(options);
        List<Path> unformatted = new ArrayList<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            String formatted;
            try {
                String ordered =
                        ImportOrderer.reorderImports(
                                RemoveUnusedImports.removeUnusedImports(source),
                                JavaFormatterOptions.Style.AOSP);
                formatted = formatter.formatSource(ordered);
            } catch (com.google.googlejavaformat.java.FormatterException e) {
                throw new IllegalStateException(file + ": " + e.getMessage(), e);
            }
            if (!formatted.equals(source)) {
                unformatted.add(file);
                if (write) {
                    Files.writeString(file, formatted);
                }
            }
        }
        if (!write && !unformatted.isEmpty()) {
            unformatted.forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("run: ./mvnw -N validate -Dformat=write");
            System.exit(1);
        }
    }

    private static List<Path> sources() throws Exception {
        try (var files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith("./build"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.toString().contains("/.bekal/"))
                    .sorted()
                    .toList();
        }
    }
}
