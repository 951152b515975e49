package id.bekal.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A class of ours with a mistake put into its source, compiled to run in place of the right one.
 */
final class Mutant {

    private Mutant() {}

    /**
     * @param source the right class, from the checkout's root
     * @param unpacked the service's plain jar and its libraries, to compile against
     * @return the folder with the wrong class
     */
    static Path of(Path source, String right, String wrong, Path unpacked) {
        return of(source, Map.of(right, wrong), unpacked);
    }

    /**
     * @param mistakes what is wrong, by what is right
     */
    static Path of(Path source, Map<String, String> mistakes, Path unpacked) {
        try {
            String text = Files.readString(Path.of("..").resolve(source));
            for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
                if (!text.contains(mistake.getKey())) {
                    throw new IllegalStateException(
                            source
                                    + " no longer has what this mutant changes: "
                                    + mistake.getKey());
                }
                text = text.replace(mistake.getKey(), mistake.getValue());
            }
            Path folder = Files.createTempDirectory("bekal-mutant");
            Path mutated = folder.resolve("src").resolve(source.getFileName());
            Files.createDirectories(mutated.getParent());
            Files.writeString(mutated, text);
            Path classes = Files.createDirectories(folder.resolve("classes"));
            List<String> classPath = new ArrayList<>();
            try (Stream<Path> jars = Files.walk(unpacked)) {
                jars.filter(jar -> jar.toString().endsWith(".jar"))
                        .forEach(jar -> classPath.add(jar.toString()));
            }
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            var said = new java.io.ByteArrayOutputStream();
            int code =
                    compiler.run(
                            null,
                            said,
                            said,
                            "-proc:none",
                            "-parameters",
                            "--release",
                            "21",
                            "-cp",
                            String.join(":", classPath),
                            "-d",
                            classes.toString(),
                            mutated.toString());
            if (code != 0) {
                throw new IllegalStateException(
                        "the mutant does not compile: " + said.toString(StandardCharsets.UTF_8));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
