package id.bekal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.account.AcceptingInvitations.InvitationRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;

/** Who is refused is told why, and pages are whole, in Indonesian and in English. */
class TextsTests {

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(TextsTests.class.getResourceAsStream(file)),
                        StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems.properties", "/problems_en.properties"})
    void sayWhatEachRuleObjectsTo(String file) throws IOException {
        assertThat(texts(file).stringPropertyNames())
                .containsAll(Arrays.stream(IdentityRule.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pages.properties", "/pages_en.properties"})
    void sayWhatIsWrongWithANewPassword(String file) throws IOException {
        assertThat(texts(file).stringPropertyNames())
                .containsAll(
                        Arrays.stream(InvitationRule.values())
                                .filter(rule -> rule != InvitationRule.INVITATION_OVER)
                                .map(rule -> "problem." + rule.name())
                                .toList());
    }

    @Test
    void areTheSameInBothLanguages() throws IOException {
        assertThat(texts("/pages.properties").keySet())
                .isEqualTo(texts("/pages_en.properties").keySet());
        assertThat(texts("/problems.properties").keySet())
                .isEqualTo(texts("/problems_en.properties").keySet());
    }
}
