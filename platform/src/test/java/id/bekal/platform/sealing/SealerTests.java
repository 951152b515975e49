package id.bekal.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class SealerTests {

    record Secret(String name) {}

    private final JsonMapper json = JsonMapper.shared();
    private final ECKey key = key("one");

    @Test
    void sealsWhatOnlyTheRecipientOpens() {
        String sealed = new Sealer(List.of(key.toPublicJWK()), json).seal(new Secret("Siti"));
        assertThat(sealed).doesNotContain("Siti");
        assertThat(new Unsealer(List.of(key("two"), key), json).open(sealed, Secret.class))
                .isEqualTo(new Secret("Siti"));
    }

    @Test
    void refusesAnotherKeyAndAChangedText() {
        String sealed = new Sealer(List.of(key.toPublicJWK()), json).seal(new Secret("Siti"));
        assertThatThrownBy(() -> new Unsealer(List.of(key("one")), json).open(sealed, Secret.class))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Unsealer(List.of(key("two")), json).open(sealed, Secret.class))
                .hasMessageContaining("not here");
        int middle = sealed.lastIndexOf('.') - 5;
        char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = sealed.substring(0, middle) + other + sealed.substring(middle + 1);
        assertThatThrownBy(() -> new Unsealer(List.of(key), json).open(changed, Secret.class))
                .isInstanceOf(IllegalStateException.class);
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
