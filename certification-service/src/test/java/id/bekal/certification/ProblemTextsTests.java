package id.bekal.certification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import id.bekal.platform.Rule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Who is refused is told why, in Indonesian and in English. */
class ProblemTextsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/problems.properties", "/problems_en.properties"})
    void sayWhatEachRuleObjectsTo(String texts) throws IOException {
        List<String> rules =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("id.bekal.certification")
                                .stream()
                                .filter(type -> type.isEnum() && type.isAssignableTo(Rule.class))
                                .map(JavaClass::reflect)
                                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                                .map(rule -> ((Rule) rule).name())
                                .distinct()
                                .toList();
        assertThat(rules).contains("SECOND_PERSON_NEEDED", "NOT_THE_CERTIFIER");
        Properties said = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(getClass().getResourceAsStream(texts)),
                        StandardCharsets.UTF_8)) {
            said.load(reader);
        }
        assertThat(said.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(rules);
    }
}
