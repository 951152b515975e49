package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;

import id.bekal.quickstart.Keys.KeyFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
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
    void areReadByTheirOwnerOnly() throws Exception {
        KeyFiles files = Keys.keptIn(folder);

        for (Path file : all(files)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(JWKSet.load(files.signing().toFile()).getKeys())
                .singleElement()
                .isInstanceOfSatisfying(
                        ECKey.class, key -> assertThat(key.getCurve()).isEqualTo(Curve.P_256));
    }

    @Test
    void areKeysetsAndHashKeysOfFullLength() throws Exception {
        KeyFiles files = Keys.keptIn(folder);
        JsonNode keyset =
                JsonMapper.shared().readTree(Files.readString(files.masterKeys("training")));

        assertThat(keyset.path("primaryKeyId").asInt()).isPositive();
        assertThat(keyset.at("/key/0/keyId")).isEqualTo(keyset.path("primaryKeyId"));
        assertThat(Base64.getDecoder().decode(keyset.at("/key/0/keyData/value").asString()))
                .hasSize(34)
                .startsWith(0x1a, 32);
        assertThat(Base64.getDecoder().decode(Files.readString(files.hashKey("training")).strip()))
                .hasSize(32);
    }

    private static List<Path> all(KeyFiles files) {
        List<Path> all = new ArrayList<>(List.of(files.signing()));
        for (String service : Keys.SEALING) {
            all.add(files.masterKeys(service));
            all.add(files.hashKey(service));
        }
        return all;
    }

    private static List<String> contents(KeyFiles files) throws Exception {
        List<String> contents = new ArrayList<>();
        for (Path file : all(files)) {
            contents.add(Files.readString(file));
        }
        return contents;
    }
}
