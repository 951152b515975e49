package id.bekal.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.agreements.agreement.AgreementRule;
import id.bekal.agreements.agreement.AgreementWarning;
import id.bekal.agreements.institution.InstitutionRule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

class ProblemTextsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/problems.properties", "/problems_en.properties"})
    void sayEachRuleAndWarning(String file) throws IOException {
        Properties texts = new Properties();
        try (var in = getClass().getResourceAsStream(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        List<String> codes =
                Stream.of(
                                AgreementRule.values(),
                                InstitutionRule.values(),
                                AgreementWarning.values())
                        .flatMap(Arrays::stream)
                        .map(code -> ((Enum<?>) code).name())
                        .toList();
        assertThat(texts.stringPropertyNames()).containsAll(codes);
    }
}
