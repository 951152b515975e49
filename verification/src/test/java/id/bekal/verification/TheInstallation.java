package id.bekal.verification;

import id.bekal.quickstart.Installation;
import id.bekal.testing.TestServers;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One installation for all tests of this JVM: every service its own process, started from the jars
 * just built.
 */
public final class TheInstallation {

    private static final Map<String, String> PORTS = freePorts();

    private static Installation installation;

    private TheInstallation() {}

    public static synchronized Installation running() {
        if (installation == null) {
            installation = started(Path.of(".."), PORTS, System.out);
        }
        return installation;
    }

    /** Its ports by setting. */
    public static Map<String, String> ports() {
        return PORTS;
    }

    /** Ports for one more installation. */
    public static Map<String, String> freePorts() {
        return Installation.portSettings().stream()
                .collect(
                        Collectors.toMap(
                                setting -> setting,
                                setting -> Integer.toString(TestServers.freePort())));
    }

    /**
     * One of the caller's own, which ends with this JVM if nobody closes it before.
     *
     * @param root the checkout, with all jars built
     * @param settings as in the environment
     */
    public static Installation started(Path root, Map<String, String> settings, PrintStream out) {
        try {
            Path folder = Files.createTempDirectory("bekal-verification");
            Installation started = new Installation(root, folder, settings, out);
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            if (!started.start()) {
                throw new IllegalStateException("the installation did not get ready");
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where a service is reached without the gateway, AGREEMENTS, TRAINING, CERTIFICATION or
     * EVENTS.
     */
    static URI directly(String service) {
        return URI.create("http://127.0.0.1:" + PORTS.get("BEKAL_PORT_" + service));
    }

    static String kafka() {
        return "127.0.0.1:" + PORTS.get("BEKAL_PORT_BROKER");
    }

    static String mongodb() {
        return "mongodb://127.0.0.1:" + PORTS.get("BEKAL_PORT_STORE");
    }
}
