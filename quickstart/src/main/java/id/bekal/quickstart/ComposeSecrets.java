package id.bekal.quickstart;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes what {@code docker-compose.yml} needs: {@code .env}, and the identity service's files in
 * {@code deploy/secrets}. What exists is kept.
 */
final class ComposeSecrets {

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    ComposeSecrets(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.environment = environment;
        this.out = out;
    }

    int write() {
        return 0;
    }
}
