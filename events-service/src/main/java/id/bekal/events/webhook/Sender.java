package id.bekal.events.webhook;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/**
 * Posts one delivery and tells what became of it, within a bounded time, reading a bounded part of
 * the answer. It follows no redirect, uses no proxy, keeps no cookie and sends nothing twice. Each
 * connection is made to an address that {@link ReceiverNames} gave out, and used for a minute at
 * most.
 */
@Component
class Sender implements DisposableBean {

    private static final ContentType CLOUD_EVENT =
            ContentType.create("application/cloudevents+json");
    private static final int SHOWN_BYTES = 256;

    /** So much of an answer is read, so that its connection can be used again. */
    private static final int MOST_BYTES = 64 * 1024;

    /** More than ever are under way: nobody waits for another's connection. */
    private static final int CONNECTIONS = 1_000_000;

    private final CloseableHttpClient http;
    private final boolean allowHttp;
    private final Clock clock;
    private final Duration whole;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

    Sender(ReceiverNames names, WebhookSettings settings, Clock clock) {
        this.clock = clock;
        this.allowHttp = settings.allowHttp();
        // name, connection and TLS, then the answer
        this.whole = settings.connectTimeout().multipliedBy(3).plus(settings.answerTimeout());
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout answer = Timeout.of(settings.answerTimeout());
        this.http =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(names)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(connect)
                                                        .setSocketTimeout(answer)
                                                        .setTimeToLive(TimeValue.ofMinutes(1))
                                                        .setValidateAfterInactivity(
                                                                TimeValue.ZERO_MILLISECONDS)
                                                        .build())
                                        .setDefaultTlsConfig(
                                                TlsConfig.custom()
                                                        .setHandshakeTimeout(connect)
                                                        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                                                        .build())
                                        .setMaxConnTotal(CONNECTIONS)
                                        .setMaxConnPerRoute(CONNECTIONS)
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(connect)
                                        .setResponseTimeout(answer)
                                        .build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setUserAgent("Bekal-Webhooks/1")
                        .evictIdleConnections(TimeValue.ofSeconds(30))
                        .build();
    }

    /**
     * @param event the event's id, the same at each attempt
     * @param json the body, byte for byte as the feed has it
     */
    Answer send(URI url, Signatures.Keys keys, String event, String json) {
        if (!allowHttp && !"https".equalsIgnoreCase(url.getScheme())) {
            return Answer.failed(Answer.Failure.ADDRESS_REFUSED, Duration.ZERO);
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Instant at = clock.instant();
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(body, CLOUD_EVENT));
        request.setHeader("webhook-id", event);
        request.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
        request.setHeader("webhook-signature", keys.header(event, at, body));
        long begin = System.nanoTime();
        // timeouts count from byte to byte: a receiver that drips is cut off by this
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, whole.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = http.executeOpen(null, request, null);
            Duration latency = since(begin);
            String firstBytes = firstBytes(response, request);
            return new Answer(response.getCode(), null, latency, firstBytes, wish(response));
        } catch (IOException e) {
            return Answer.failed(failure(e, request), since(begin));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Answer.Failure failure(IOException e, HttpPost request) {
        if (request.isCancelled()) {
            return Answer.Failure.TIMED_OUT;
        }
        return switch (e) {
            case AddressRefusedException refused -> Answer.Failure.ADDRESS_REFUSED;
            case UnknownHostException unknown -> Answer.Failure.HOST_UNKNOWN;
            case ConnectTimeoutException late -> Answer.Failure.TIMED_OUT;
            case InterruptedIOException late -> Answer.Failure.TIMED_OUT;
            case SSLException tls -> Answer.Failure.TLS_FAILED;
            case HttpHostConnectException nobody -> Answer.Failure.NO_CONNECTION;
            case ConnectException nobody -> Answer.Failure.NO_CONNECTION;
            case NoRouteToHostException nobody -> Answer.Failure.NO_CONNECTION;
            default -> Answer.Failure.BROKEN_OFF;
        };
    }

    /**
     * The status has been heard: what becomes of the body changes nothing. Closing what was not
     * read to its end would read it to its end, so the connection is ended instead.
     */
    private static @Nullable String firstBytes(ClassicHttpResponse response, HttpPost request) {
        byte[] bytes = new byte[MOST_BYTES];
        int read = 0;
        try (response) {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return null;
            }
            InputStream content = entity.getContent();
            int more = 0;
            while (more >= 0 && read < MOST_BYTES) {
                more = content.read(bytes, read, MOST_BYTES - read);
                read += Math.max(more, 0);
            }
            if (more >= 0) {
                request.cancel();
            }
        } catch (IOException e) {
            // what there was is shown
        }
        return readable(Arrays.copyOf(bytes, Math.min(read, SHOWN_BYTES)));
    }

    /** Without what a terminal or a page would take for an order. */
    static @Nullable String readable(byte[] bytes) {
        return bytes.length == 0
                ? null
                : new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ").strip();
    }

    private @Nullable Duration wish(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        int status = response.getCode();
        return header == null || header.getValue() == null || status != 429 && status != 503
                ? null
                : wish(header.getValue().strip(), clock.instant());
    }

    /** Seconds, or a time; null when it is neither, or past. */
    static @Nullable Duration wish(String text, Instant now) {
        try {
            Duration wish =
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    now,
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
            return wish.isPositive() ? wish : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
