package id.bekal.verification;

import id.bekal.quickstart.Installation;
import id.bekal.testing.TestServers;

import java.io.IOException;
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
final class TheInstallation {

    private static final Map<String, String> PORTS =
            Installation.portSettings().stream()
                    .collect(
                            Collectors.toMap(
                                    setting -> setting,
                                    setting -> Integer.toString(TestServers.freePort())));

    private static Installation installation;

    private TheInstallation() {}

    static synchronized Installation running() {
        if (installation == null) {
            try {
                Path folder = Files.createTempDirectory("bekal-verification");
                Installation started = new Installation(Path.of(".."), folder, PORTS, System.out);
                Runtime.getRuntime().addShutdownHook(new Thread(started::close));
                if (!started.start()) {
                    throw new IllegalStateException("the installation did not get ready");
                }
                installation = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return installation;
    }

    /** Where a service is reached without the gateway, AGREEMENTS, TRAINING or CERTIFICATION. */
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
