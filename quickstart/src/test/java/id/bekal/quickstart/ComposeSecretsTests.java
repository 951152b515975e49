package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Credentials.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

class ComposeSecretsTests {

    @TempDir Path root;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private void write() {
        ComposeSecrets.write(
                root.resolve(".env"),
                root.resolve("deploy/secrets"),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @Test
    void keepsWhatExists() throws Exception {
        write();
        String settings = Files.readString(root.resolve(".env"));
        String clients = Files.readString(root.resolve("deploy/secrets/clients.json"));

        write();

        assertThat(root.resolve(".env")).hasContent(settings);
        assertThat(root.resolve("deploy/secrets/clients.json")).hasContent(clients);
    }

    @Test
    void showsNoSecretAndHidesThemFromOthers() throws Exception {
        write();

        List<String> secrets =
                Credentials.read(root.resolve("deploy/secrets/credentials.json")).clients().stream()
                        .map(Client::secret)
                        .toList();
        String told = said.toString(StandardCharsets.UTF_8);
        assertThat(secrets).isNotEmpty().noneMatch(told::contains);
        assertThat(told).doesNotContain("\"d\"");
        assertThat(permissions(".env")).isEqualTo("rw-------");
        assertThat(permissions("deploy/secrets")).isEqualTo("rwx------");
    }

    @Test
    void givesEachServiceItsOwnKeys() throws Exception {
        write();

        List<String> keysets =
                Files.readAllLines(root.resolve(".env")).stream()
                        .filter(line -> line.contains("AesGcmKey"))
                        .toList();
        assertThat(keysets)
                .map(line -> line.substring(0, line.indexOf('=')))
                .containsExactly(
                        "BEKAL_TRAINING_MASTER_KEYS",
                        "BEKAL_CERTIFICATION_MASTER_KEYS",
                        "BEKAL_EVENTS_MASTER_KEYS",
                        "BEKAL_IDENTITY_MASTER_KEYS");
        assertThat(keysets).map(line -> line.substring(line.indexOf('='))).doesNotHaveDuplicates();
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
    }
}
