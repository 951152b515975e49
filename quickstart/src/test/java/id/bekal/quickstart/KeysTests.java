package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;

import id.bekal.quickstart.Keys.KeyFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

class KeysTests {

    @TempDir Path folder;

    @Test
    void areMadeOnceAndKept() throws Exception {
        KeyFiles files = Keys.keptIn(folder);
        List<String> first = contents(files);

        assertThat(contents(Keys.keptIn(folder))).isEqualTo(first).doesNotHaveDuplicates();
    }

    @Test
    void areP256AndOnlyTheirOwnerReadsThem() throws Exception {
        KeyFiles files = Keys.keptIn(folder);

        for (Path file : List.of(files.signing(), files.sealingPrivate(), files.sealingPublic())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(JWKSet.load(file.toFile()).getKeys())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ECKey.class, key -> assertThat(key.getCurve()).isEqualTo(Curve.P_256));
        }
    }

    @Test
    void giveThePublicHalfOnlyToWhoSeals() throws Exception {
        KeyFiles files = Keys.keptIn(folder);
        ECKey opens = (ECKey) JWKSet.load(files.sealingPrivate().toFile()).getKeys().getFirst();
        ECKey seals = (ECKey) JWKSet.load(files.sealingPublic().toFile()).getKeys().getFirst();

        assertThat(opens.isPrivate()).isTrue();
        assertThat(seals.isPrivate()).isFalse();
        assertThat(seals).isEqualTo(opens.toPublicJWK());
    }

    @Test
    void makeANewPublicHalfWithANewPrivateOne() throws Exception {
        KeyFiles files = Keys.keptIn(folder);
        Files.delete(files.sealingPrivate());

        Keys.keptIn(folder);

        ECKey opens = (ECKey) JWKSet.load(files.sealingPrivate().toFile()).getKeys().getFirst();
        ECKey seals = (ECKey) JWKSet.load(files.sealingPublic().toFile()).getKeys().getFirst();
        assertThat(seals).isEqualTo(opens.toPublicJWK());
    }

    private static List<String> contents(KeyFiles files) throws Exception {
        return List.of(
                Files.readString(files.signing()),
                Files.readString(files.sealingPrivate()),
                Files.readString(files.sealingPublic()));
    }
}
