package id.bekal.quickstart;

import id.bekal.quickstart.Keys.KeyFiles;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes what {@code docker-compose.yml} needs. Keys and secrets that exist are kept. */
final class ComposeSecrets {

    private ComposeSecrets() {}

    /**
     * @param settings the {@code .env} file, which is not touched if it exists
     * @param folder for the identity service's files and the clients' secrets
     */
    static void write(Path settings, Path folder, PrintStream out) {
        try {
            Files.createDirectories(
                    folder.toAbsolutePath().getParent(), Home.onlyOwner("rwxr-xr-x"));
            Files.createDirectories(folder, Home.onlyOwner("rwx------"));
            KeyFiles keys = Keys.keptIn(folder);
            Clients.keptIn(folder, Institution.all());
            // The container's user is not the host's, so these two are readable to all. On the host
            // nobody else gets to them: the folder is its owner's.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            for (Path mounted : new Path[] {Clients.registrationsIn(folder), keys.signing()}) {
                Files.setPosixFilePermissions(
                        mounted, PosixFilePermissions.fromString("rw-r--r--"));
            }
            if (Files.exists(settings)) {
                out.println(settings + " exists and is kept");
                return;
            }
            Home.writePrivately(
                    settings,
                    """
                    # made by deploy/make-env; .env.example tells what each line is
                    BEKAL_PUBLIC_URI=http://127.0.0.1:8080
                    BEKAL_PORT=127.0.0.1:8080
                    BEKAL_SECRETS=%s
                    BEKAL_TRAINING_MASTER_KEYS='%s'
                    BEKAL_TRAINING_HASH_KEY=%s
                    BEKAL_CERTIFICATION_MASTER_KEYS='%s'
                    BEKAL_CERTIFICATION_HASH_KEY=%s
                    BEKAL_EVENTS_MASTER_KEYS='%s'
                    BEKAL_IDENTITY_MASTER_KEYS='%s'
                    """
                            .formatted(
                                    folder.toAbsolutePath(),
                                    text(keys.masterKeys("training")),
                                    text(keys.hashKey("training")),
                                    text(keys.masterKeys("certification")),
                                    text(keys.hashKey("certification")),
                                    text(keys.masterKeys("events")),
                                    text(keys.masterKeys("identity"))));
            out.println(
                    "wrote %s and %s; the clients' secrets are in %s"
                            .formatted(settings, folder, Clients.credentialsIn(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
