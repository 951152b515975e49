package id.bekal.verification;

import id.bekal.quickstart.Installation;
import id.bekal.quickstart.stories.Stories;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Story 2, told once to the one installation: what it leaves behind is looked at by several. */
final class TheStory {

    static final String PRISON = "lapas-kelas-iib-ngawi";
    static final String PROVIDER = "upt-blk-madiun";

    private static String failure;

    private TheStory() {}

    /**
     * The installation after it.
     *
     * @throws AssertionError with what the story said, when a figure was wrong
     */
    static synchronized Installation told() {
        Installation installation = TheInstallation.running();
        if (failure == null) {
            var said = new ByteArrayOutputStream();
            int code =
                    Stories.runStoryTwo(
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
