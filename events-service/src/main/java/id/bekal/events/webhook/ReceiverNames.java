package id.bekal.events.webhook;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks receivers' names up, once for each connection, and gives no address that nothing is sent
 * to: the connection is made to what was checked, and a name that changes its mind gains nothing.
 *
 * <p>A lookup cannot be interrupted and blocks the thread it runs on, so that a few slow name
 * servers would stop all virtual threads: it has threads of its own, and one lookup of a name at a
 * time.
 */
@Component
class ReceiverNames implements DnsResolver {

    private static final int MOST_LOOKUPS = 64;

    private final DnsResolver names;
    private final ReceiverAddresses addresses;
    private final Duration patience;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay =
            new ConcurrentHashMap<>();
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MOST_LOOKUPS,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());

    ReceiverNames(DnsResolver names, ReceiverAddresses addresses, WebhookSettings settings) {
        this.names = names;
        this.addresses = addresses;
        this.patience = settings.connectTimeout();
    }

    /**
     * @throws AddressRefusedException when one of the name's addresses may not be sent to
     * @throws UnknownHostException when it has none, or does not say in time
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookUp(host.toLowerCase(Locale.ROOT));
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : found) {
            if (!addresses.allows(address)) {
                throw new AddressRefusedException(host);
            }
        }
        return found;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return underWay.computeIfAbsent(host, this::begin)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new UnknownHostException(host);
        }
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var found = new CompletableFuture<InetAddress[]>();
        threads.execute(
                () -> {
                    try {
                        InetAddress @Nullable [] all = names.resolve(host);
                        found.complete(all == null ? new InetAddress[0] : all);
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    } finally {
                        underWay.remove(host);
                    }
                });
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
