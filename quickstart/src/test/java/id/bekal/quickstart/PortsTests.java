package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.bekal.quickstart.Ports.Port;
import id.bekal.quickstart.Service.Readiness;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class PortsTests {

    @Test
    void saysWhichPortIsTakenByWhomAndWhatChangesIt() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "owners are known on Linux only");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(Ports.complaints(List.of(gatewayAt(port))))
                    .singleElement()
                    .asString()
                    .startsWith("port " + port + ", which gateway needs, is taken by process ")
                    .contains("process " + ProcessHandle.current().pid() + " (java)")
                    .contains("BEKAL_PORT_GATEWAY=");
        }
    }

    @Test
    void seesAPortThatIsTakenOnEveryAddress() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void doesNotComplainOfFreePorts() {
        assertThat(Ports.complaints(List.of(gatewayAt(Ports.anyFree())))).isEmpty();
    }

    private static Service gatewayAt(int port) {
        return new Service(
                "gateway",
                Path.of("gateway.jar"),
                List.of(new Port("BEKAL_PORT_GATEWAY", port)),
                64,
                Map.of(),
                Map.of(),
                Readiness.HEALTH,
                false);
    }
}
