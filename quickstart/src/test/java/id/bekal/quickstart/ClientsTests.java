package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.quickstart.Credentials.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCrypt;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

class ClientsTests {

    private static final List<Institution> TWO =
            List.of(institution("lapas-a", "LAPAS"), institution("dinas-b", "DISNAKER"));

    @TempDir Path folder;

    @Test
    void areOnePerInstitutionThatTakesPartAndOneOperator() {
        Credentials credentials = Clients.keptIn(folder, TWO);

        assertThat(credentials.clients())
                .extracting(Client::clientId)
                .containsExactly("lapas-a", "operator");
        assertThat(credentials.of("lapas-a").scopes())
                .containsExactly(
                        "agreements.read",
                        "agreements.write",
                        "training.read",
                        "training.write",
                        "certificates.read",
                        "events.read",
                        "events.write");
        assertThat(credentials.of("lapas-a").roles()).containsExactly("INTEGRATOR");
        assertThat(credentials.of("operator").scopes()).containsExactly("operations", "accounts");
        assertThat(credentials.of("operator").roles()).containsExactly("OPERATOR", "ADMINISTRATOR");
        assertThat(credentials.of("operator").institution())
                .isEqualTo("kanwil-ditjenpas-jawa-timur");
    }

    @Test
    void haveLongSecretsThatDiffer() {
        assertThat(Clients.keptIn(folder, Institution.all()).clients())
                .extracting(Client::secret)
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(secret).hasSize(43));
    }

    @Test
    void keepTheirSecretsWhenAnInstitutionIsAdded() throws Exception {
        Credentials before = Clients.keptIn(folder, TWO);
        byte[] file = Files.readAllBytes(Clients.registrationsIn(folder));

        assertThat(Clients.keptIn(folder, TWO)).isEqualTo(before);
        assertThat(Files.readAllBytes(Clients.registrationsIn(folder))).isEqualTo(file);

        Credentials after =
                Clients.keptIn(folder, List.of(TWO.getFirst(), institution("blk-c", "BLK")));

        assertThat(after.of("lapas-a")).isEqualTo(before.of("lapas-a"));
        assertThat(after.of("operator")).isEqualTo(before.of("operator"));
        assertThat(after.of("blk-c").scopes()).contains("certificates.write");
    }

    @Test
    void reachTheIdentityServiceAsHashesOnly() throws Exception {
        Client client = Clients.keptIn(folder, TWO).of("lapas-a");

        String registrations = Files.readString(Clients.registrationsIn(folder));

        JsonNode first = JsonMapper.builder().build().readTree(registrations).get(0);
        assertThat(registrations).doesNotContain(client.secret());
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "clientId", "secretHash", "institution", "kind", "roles", "scopes");
        assertThat(first.get("secretHash").asString()).startsWith("{bcrypt}$2a$04$");
        assertThat(
                        BCrypt.checkpw(
                                client.secret(),
                                first.get("secretHash").asString().substring("{bcrypt}".length())))
                .isTrue();
    }

    @Test
    void areKeptWhereOnlyTheirOwnerReads() throws Exception {
        Clients.keptIn(folder, TWO);

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(Clients.credentialsIn(folder))))
                .isEqualTo("rw-------");
    }

    private static Institution institution(String id, String kind) {
        return new Institution(id, kind, "", id, "Madiun", "");
    }
}
