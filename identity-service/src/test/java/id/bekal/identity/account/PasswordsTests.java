package id.bekal.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.identity.IdentityFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class PasswordsTests {

    private static final Passwords PASSWORDS = new Passwords(IdentityFixture.gate());
    private static final List<String> ABOUT = List.of("Siti Aminah", "siti.aminah@lapas.test");

    @Test
    void hashesWithArgon2idAndASaltEachTime() {
        String hash = PASSWORDS.hash("kereta malam ungu");

        assertThat(hash).startsWith("$argon2id$").isNotEqualTo(PASSWORDS.hash("kereta malam ungu"));
        assertThat(PASSWORDS.matches("kereta malam ungu", hash)).isTrue();
        assertThat(PASSWORDS.matches("kereta malam biru", hash)).isFalse();
    }

    @Test
    void takesAsLongWhereThereIsNoAccount() {
        String hash = PASSWORDS.hash("kereta malam ungu");
        timed(hash);
        timed(null);
        Duration known = Duration.ZERO;
        Duration unknown = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            known = known.plus(timed(hash));
            unknown = unknown.plus(timed(null));
        }

        assertThat(unknown).isBetween(known.dividedBy(3), known.multipliedBy(3));
        assertThat(PASSWORDS.matches("anything", null)).isFalse();
    }

    private static Duration timed(String hash) {
        long start = System.nanoTime();
        assertThat(PASSWORDS.matches("wrong", hash)).isFalse();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kereta malam ungu berlian 7", "xK9#mPq2vL5z", "seribu-batu-loncat-tinggi"})
    void takesOnesThatAreHardToGuess(String password) {
        assertThat(PASSWORDS.objection(password, ABOUT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "xK9#mPq2vL5, PASSWORD_TOO_SHORT",
        "aaaaaaaaaaaaaaaa, PASSWORD_TOO_EASY",
        "123456789012345, PASSWORD_TOO_EASY",
        "passwordpassword, PASSWORD_TOO_EASY",
        "qwertyuiop1234, PASSWORD_TOO_EASY",
        "sitiaminahsiti, PASSWORD_TOO_EASY",
        "bismillah123456, PASSWORD_TOO_EASY"
    })
    void objectsToOthers(String password, String objection) {
        assertThat(PASSWORDS.objection(password, ABOUT)).hasValue(objection);
    }

    @Test
    void takesUpTo128Characters() {
        String varied = "xK9#mPq2vL5zRw8!".repeat(8);

        assertThat(PASSWORDS.objection(varied + "x", ABOUT)).hasValue("PASSWORD_TOO_LONG");
        assertThat(PASSWORDS.objection(varied, ABOUT)).isEmpty();
    }
}
