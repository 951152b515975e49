package id.bekal.quickstart.stories;

import id.bekal.quickstart.Credentials;

import java.io.PrintStream;
import java.net.URI;

/** The stories in their order. */
public final class Stories {

    private Stories() {}

    /**
     * @return the exit code: 0 when every story ended as it should
     */
    public static int run(URI gateway, Credentials credentials, PrintStream out) {
        out.println("no story is written yet");
        return 1;
    }
}
