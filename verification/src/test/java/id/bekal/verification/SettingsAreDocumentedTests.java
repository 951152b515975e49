package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every environment variable that a service reads is in docs/operations.md. */
class SettingsAreDocumentedTests {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(BEKAL_[A-Z_]+)");

    @Test
    void eachVariableIsInTheTable() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."), 5)) {
            for (Path file :
                    files.filter(f -> f.toString().matches(".*/src/main/resources/[a-z-]*\\.yml"))
                            .toList()) {
                Matcher variables = VARIABLE.matcher(Files.readString(file));
                while (variables.find()) {
                    read.add(variables.group(1));
                }
            }
        }
        assertThat(read).hasSizeGreaterThan(20);
        String documented = Files.readString(Path.of("../docs/operations.md"));
        assertThat(read).allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }
}
