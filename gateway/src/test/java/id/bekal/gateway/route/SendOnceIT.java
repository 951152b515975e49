package id.bekal.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that resets the connection may have carried out what it was asked. The client tries
 * again by itself, but only while nothing has been sent: this keeps watch over that.
 */
class SendOnceIT {

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "GET"})
    void sendsNoRequestAgain(String method) throws Exception {
        var requests = new AtomicInteger();
        try (var service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> reset(service, requests));
            try (var gateway =
                    new GatewayFixture(
                            "BEKAL_TRAINING_URI=http://127.0.0.1:" + service.getLocalPort())) {
                var response =
                        gateway.send(
                                gateway.authorized("/api/programs")
                                        .method(method, BodyPublishers.ofString("{}")));

                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(requests).hasValue(1);
            }
        }
    }

    private static void reset(ServerSocket service, AtomicInteger requests) {
        while (!service.isClosed()) {
            try (Socket connection = service.accept()) {
                if (connection.getInputStream().read(new byte[8192]) > 0) {
                    requests.incrementAndGet();
                }
                connection.setSoLinger(true, 0); // a reset, not an end
            } catch (IOException e) {
                // the test is over
            }
        }
    }
}
