package id.bekal.identity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.identity.IdentityFixture;
import id.bekal.identity.secret.HashingGate;
import id.bekal.identity.secret.Tokens;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

import java.time.Duration;
import java.util.List;

class RememberedSecretsTests {

    private final RememberedSecrets secrets = new RememberedSecrets(IdentityFixture.gate());

    @Test
    void acceptsTheRightSecretTimeAndAgainAndNoOther() {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("right");

        assertThat(secrets.matches("wrong", hash)).isFalse();
        assertThat(secrets.matches("right", hash)).isTrue();
        assertThat(secrets.matches("right", hash)).isTrue();
        assertThat(secrets.matches("wrong", hash)).isFalse();
        assertThat(secrets.matches(null, hash)).isFalse();
        assertThat(secrets.matches("right", null)).isFalse();
    }

    @Test
    void doesNotTakeOneClientsSecretForAnothers() {
        String mine = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("mine");
        String yours = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("yours");
        assertThat(secrets.matches("mine", mine)).isTrue();

        assertThat(secrets.matches("mine", yours)).isFalse();
    }

    @Test
    void acceptsEachOfTheValidDrawnSecretsAndNoOther() {
        String both = RememberedSecrets.anyOf(List.of(Tokens.digest("old"), Tokens.digest("new")));

        assertThat(secrets.matches("old", both)).isTrue();
        assertThat(secrets.matches("new", both)).isTrue();
        assertThat(secrets.matches("other", both)).isFalse();
        assertThat(secrets.matches("", RememberedSecrets.anyOf(List.of()))).isFalse();
    }

    @Test
    void paysTheCostOfAHashOnce() {
        String costly = "{bcrypt}" + new BCryptPasswordEncoder(12).encode("right");
        Duration first = timed(costly);

        Duration second = timed(costly);

        assertThat(second).isLessThan(first.dividedBy(10));
    }

    @Test
    void saysSoWhenTooManyAreChecked() throws Exception {
        HashingGate full = new HashingGate(IdentityFixture.settings(1));
        RememberedSecrets busy = new RememberedSecrets(full);
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("right");

        full.within(
                () ->
                        assertThatThrownBy(() -> busy.matches("right", hash))
                                .isInstanceOf(OAuth2AuthenticationException.class)
                                .extracting("error.errorCode")
                                .isEqualTo("temporarily_unavailable"));

        assertThat(busy.matches("right", hash)).isTrue();
    }

    @Test
    void neverAsksForAnUpgrade() {
        assertThat(secrets.upgradeEncoding("{bcrypt}$2a$04$weak")).isFalse();
    }

    private Duration timed(String hash) {
        long start = System.nanoTime();
        assertThat(secrets.matches("right", hash)).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
