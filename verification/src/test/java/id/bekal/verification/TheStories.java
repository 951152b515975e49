package id.bekal.verification;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.Stories;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The stories, told once to the one installation: what they leave behind is looked at by several.
 */
final class TheStories {

    /** Where learners of the stories are, or were before they were moved. */
    static final List<String> PRISONS =
            List.of(
                    "rutan-kelas-iib-ponorogo",
                    "lapas-kelas-iib-ngawi",
                    "lapas-kelas-i-madiun",
                    "lapas-kelas-iib-tuban");

    /** Who issued certificates in them. */
    static final List<String> ISSUERS =
            List.of("upt-blk-ponorogo", "upt-blk-madiun", "upt-blk-tuban", "lsp-upt-blk-surabaya");

    /** The issuer of certificates of every kind but competence. */
    static final String PROVIDER = "upt-blk-madiun";

    private static String failure;

    private TheStories() {}

    /**
     * The installation after them.
     *
     * @throws AssertionError with what the stories said, when a figure was wrong
     */
    static synchronized Installation told() {
        Installation installation = TheInstallation.running();
        if (failure == null) {
            var said = new ByteArrayOutputStream();
            int code =
                    Stories.run(
                            installation.gateway(),
                            installation.credentials(),
                            new PrintStream(said, true, StandardCharsets.UTF_8));
            failure = code == 0 ? "" : said.toString(StandardCharsets.UTF_8);
        }
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
        return installation;
    }
}
