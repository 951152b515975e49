package id.bekal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@ExtendWith(OutputCaptureExtension.class)
class IdentityApplicationIT {

    @TempDir Path folder;

    @Nested
    class Starting {

        @Test
        void warnsThatAMadeUpKeyDiesWithTheProcess(CapturedOutput output) throws IOException {
            IdentityFixture.start(folder, "bekal.identity.master-keys=").close();

            assertThat(output)
                    .contains("WARN")
                    .contains("cannot be read by another process, nor after a restart")
                    .contains("BEKAL_IDENTITY_MASTER_KEYS")
                    .doesNotContain("Using generated security password");
        }

        @Test
        void failsOnAStoreSealedWithOtherKeysAndSaysWhatToDo(CapturedOutput output)
                throws IOException {
            String database = "BEKAL_DATABASE=test_" + System.nanoTime();
            IdentityFixture.start(folder, database, "bekal.identity.master-keys=").close();

            assertThat(catchThrowable(() -> IdentityFixture.start(folder, database).close()))
                    .isNotNull();

            assertThat(output)
                    .contains("bekal.identity.master-keys does not open what the store holds")
                    .contains("Give by BEKAL_IDENTITY_MASTER_KEYS the keyset");
        }

        @Test
        void failsOnUnusableMasterKeysWithoutPrintingThem(CapturedOutput output) {
            assertThat(
                            catchThrowable(
                                    () ->
                                            IdentityFixture.start(
                                                    folder,
                                                    "bekal.identity.master-keys={\"s3cret\":1}")))
                    .isNotNull();

            assertThat(output)
                    .contains("bekal.identity.master-keys")
                    .contains("BEKAL_IDENTITY_MASTER_KEYS")
                    .doesNotContain("s3cret");
        }

        @Test
        void failsWithoutClientsAndSaysWhatToDo(CapturedOutput output) {
            assertThat(catchThrowable(() -> IdentityFixture.run().close())).isNotNull();

            assertThat(output)
                    .contains("bekal.identity.clients is not set")
                    .contains("BEKAL_IDENTITY_CLIENTS")
                    .contains("\"clientId\"");
        }

        @Test
        void failsWhenTheClientsFileIsMissing(CapturedOutput output) {
            Path absent = folder.resolve("absent.json");

            failsWith("--bekal.identity.clients=" + absent);

            assertThat(output)
                    .contains("names a file that does not exist: " + absent)
                    .contains("Create it");
        }

        @Test
        void failsOnMalformedClientsAndSaysWhere(CapturedOutput output) throws IOException {
            failsOnClients("[{\"clientId\": \"a\",\n \"secretHash\": ]");

            assertThat(output).contains("malformed").contains("line 2");
        }

        @Test
        void failsOnAFieldItDoesNotKnow(CapturedOutput output) throws IOException {
            failsOnClients(IdentityFixture.clients().replace("\"kind\"", "\"role\": 1, \"kind\""));

            assertThat(output).contains("malformed").contains("is not as expected");
        }

        @Test
        void failsOnAClientWithoutHashWithoutPrintingIt(CapturedOutput output) throws IOException {
            failsOnClients(
                    """
                    [{"clientId": "a", "secretHash": "plain-s3cret", "institution": "i",
                      "kind": "K", "scopes": ["operations"]}]""");

            assertThat(output)
                    .contains("client a has no secretHash")
                    .doesNotContain("plain-s3cret");
        }

        @Test
        void failsOnAScopeThatDoesNotExist(CapturedOutput output) throws IOException {
            failsOnClients(IdentityFixture.clients().replace("training.read", "training.raed"));

            assertThat(output).contains("client lapas is granted training.raed, which is none of");
        }

        @Test
        void failsOnAClientThatAppearsTwice(CapturedOutput output) throws IOException {
            failsOnClients(IdentityFixture.clients().replace("reader", "lapas"));

            assertThat(output).contains("client lapas appears twice");
        }

        @Test
        void failsWithoutAnyClient(CapturedOutput output) throws IOException {
            failsOnClients("[]");

            assertThat(output).contains("it holds no client");
        }

        private void failsOnClients(String content) throws IOException {
            failsWith(
                    "--bekal.identity.clients="
                            + Files.writeString(folder.resolve("clients.json"), content));
        }

        private void failsWith(String argument) {
            assertThat(catchThrowable(() -> IdentityFixture.run(argument).close())).isNotNull();
        }
    }
}
