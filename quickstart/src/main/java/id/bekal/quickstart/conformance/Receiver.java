package id.bekal.quickstart.conformance;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The receiver that is checked, by HTTP/1.1 as it is called by Bekal: no redirect, no proxy, no
 * cookie. Each request has a connection of its own, so that none fails because a former one was
 * closed.
 */
final class Receiver {

    private static final String CLOUD_EVENT = "application/cloudevents+json";
    private static final String AGENT = "Bekal-Webhooks/1 (conformance)";
    private static final int SHOWN_BYTES = 120;
    private static final int LARGEST_LIST = 16 * 1024 * 1024;

    private final URI url;
    private final Limits limits;
    private final Clock clock;

    Receiver(URI url, Limits limits, Clock clock) {
        this.url = url;
        this.limits = limits;
        this.clock = clock;
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .build();
    }

    Answer post(Delivery delivery) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .timeout(limits.answer())
                        .header("User-Agent", AGENT)
                        .header("Content-Type", CLOUD_EVENT)
                        .header("webhook-id", delivery.id())
                        .header("webhook-timestamp", delivery.timestamp())
                        .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
        String signature = delivery.signature();
        if (signature != null) {
            request.header("webhook-signature", signature);
        }
        long begin = System.nanoTime();
        HttpClient client = newClient();
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = firstOf(response.body(), limits.mostBytes() + 1);
            int status = response.statusCode();
            return new Answer(
                    status,
                    null,
                    since(begin),
                    body.length > limits.mostBytes(),
                    readable(body),
                    status == 429 || status == 503 ? wish(response) : null,
                    status / 100 == 3
                            ? response.headers()
                                    .firstValue("Location")
                                    .map(Receiver::clean)
                                    .orElse("?")
                            : null);
        } catch (IOException e) {
            return Answer.failed(failure(e), since(begin));
        } finally {
            client.shutdownNow();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** The status has been heard: a body that drips, or breaks off, changes nothing. */
    private byte[] firstOf(InputStream body, int most) {
        byte[] room = new byte[most];
        int read = 0;
        try (body) {
            var deadline =
                    CompletableFuture.runAsync(
                            () -> close(body),
                            CompletableFuture.delayedExecutor(
                                    limits.answer().toMillis(), TimeUnit.MILLISECONDS));
            int more = 0;
            while (more >= 0 && read < most) {
                more = body.read(room, read, most - read);
                read += Math.max(more, 0);
            }
            deadline.cancel(false);
        } catch (IOException e) {
            // what there was is shown
        }
        return Arrays.copyOf(room, read);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // it is no longer read
        }
    }

    private static String readable(byte[] body) {
        return clean(
                new String(body, 0, Math.min(body.length, SHOWN_BYTES), StandardCharsets.UTF_8));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private @Nullable Duration wish(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("").strip();
        try {
            Duration wish =
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
            return wish.isNegative() ? Duration.ZERO : wish;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Answer.Failure failure(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Answer.Failure.TLS_FAILED;
            }
        }
        return switch (e) {
            case HttpConnectTimeoutException nobody -> Answer.Failure.NO_CONNECTION;
            case HttpTimeoutException late -> Answer.Failure.TIMED_OUT;
            case ConnectException nobody ->
                    isKnown() ? Answer.Failure.NO_CONNECTION : Answer.Failure.HOST_UNKNOWN;
            default -> Answer.Failure.BROKEN_OFF;
        };
    }

    private boolean isKnown() {
        try {
            return InetAddress.getAllByName(url.getHost()).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Sends, and hangs up as a network does that fails: without a goodbye.
     *
     * @param midAnswer after the answer's first byte; else as soon as all is sent
     */
    void cut(Delivery delivery, boolean midAnswer) throws IOException {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(url.getHost(), port), (int) limits.connect().toMillis());
            plain.setSoTimeout((int) limits.answer().toMillis());
            Socket socket = tls ? secured(plain, port) : plain;
            byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            String head =
                    String.join(
                            "\r\n",
                            "POST " + path + query + " HTTP/1.1",
                            "Host: " + url.getRawAuthority(),
                            "User-Agent: " + AGENT,
                            "Content-Type: " + CLOUD_EVENT,
                            "Content-Length: " + body.length,
                            "webhook-id: " + delivery.id(),
                            "webhook-timestamp: " + delivery.timestamp(),
                            "webhook-signature: " + delivery.signature(),
                            "",
                            "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            if (midAnswer) {
                int first = socket.getInputStream().read();
                if (first < 0) {
                    throw new IOException("no answer");
                }
            }
            plain.setSoLinger(true, 0);
        }
    }

    private SSLSocket secured(Socket plain, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        ((SSLSocketFactory) SSLSocketFactory.getDefault())
                                .createSocket(plain, url.getHost(), port, false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /**
     * The ids that count as taken, as the receiver itself tells.
     *
     * @throws UnreachableException when it tells none
     */
    List<String> received(URI from) throws UnreachableException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(from)
                        .timeout(limits.answer())
                        .header("Accept", "application/json")
                        .build();
        HttpClient client = newClient();
        try {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = firstOf(response.body(), LARGEST_LIST);
            JsonNode list = JsonMapper.shared().readTree(body);
            if (response.statusCode() != 200 || !list.isArray()) {
                throw new UnreachableException(
                        from + ": " + response.statusCode() + ", not 200 and a JSON array of ids");
            }
            List<String> ids = new ArrayList<>();
            list.forEach(id -> ids.add(id.asString("")));
            return ids;
        } catch (IOException e) {
            throw new UnreachableException(from + ": " + failure(e));
        } catch (JacksonException e) {
            throw new UnreachableException(from + ": not a JSON array of ids");
        } finally {
            client.shutdownNow();
        }
    }
}
