package id.bekal.verification.issuance;

import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.verification.access.Reader;
import id.bekal.verification.measured.Figures;

import org.bson.Document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Milliseconds from when the confirmation of a revocation was sent until it was seen: on the page
 * (whoever verifies by the token), in the status list as the service publishes it, on the topic, in
 * the issuer's stream of events-service.
 */
record Revocations(Figures page, Figures statusList, Figures topic, Figures feed) {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private interface Look {
        boolean seesIt() throws IOException;
    }

    /** Revokes these certificates of one issuer, one after the other. */
    static Revocations of(CertificationWorld world, List<String> ids) throws IOException {
        List<Double> page = new ArrayList<>();
        List<Double> list = new ArrayList<>();
        List<Double> topic = new ArrayList<>();
        List<Double> feed = new ArrayList<>();
        String issuer = world.stored(ids.subList(0, 1), "issuer").getFirst().getString("issuer");
        try (var stream = world.listenToFeedOf(issuer);
                var pages = new Reader(world.port(), null, "application/json");
                var lists = new StatusListReader(world.port());
                var pool = Executors.newFixedThreadPool(3)) {
            for (String id : ids) {
                Document certificate = world.stored(List.of(id), "token", "statusEntry").getFirst();
                Document place = certificate.get("statusEntry", Document.class);
                String path = "/verify/" + certificate.getString("token");
                world.api(issuer, "OFFICER")
                        .post("/api/certificates/" + id + "/revocation", Map.of("reason", "keliru"))
                        .expect(202);
                world.events().forget();
                // connections and tokens are there before the clock starts
                pages.get(path);
                lists.fetch(place.getString("list"));
                var head = world.api(issuer, "HEAD");
                long begin = System.nanoTime();
                var onPage =
                        watched(pool, begin, () -> pages.get(path).body().contains("\"REVOKED\""));
                var inList =
                        watched(
                                pool,
                                begin,
                                () ->
                                        lists.isSet(
                                                place.getString("list"),
                                                place.getInteger("index")));
                var inFeed = watched(pool, begin, () -> stream.has(id));
                head.post("/api/certificates/" + id + "/revocation/confirmation", Map.of())
                        .expect(200);
                page.add(onPage.get());
                list.add(inList.get());
                topic.add(told(world, id, begin));
                feed.add(inFeed.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return new Revocations(
                new Figures(page), new Figures(list), new Figures(topic), new Figures(feed));
    }

    private static java.util.concurrent.Future<Double> watched(
            ExecutorService pool, long begin, Look look) {
        Callable<Double> watching =
                () -> {
                    while (!look.seesIt()) {
                        if (System.nanoTime() - begin > PATIENCE) {
                            throw new IllegalStateException("a revocation was never seen");
                        }
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    }
                    return (System.nanoTime() - begin) / 1e6;
                };
        return pool.submit(watching);
    }

    private static double told(CertificationWorld world, String id, long begin) {
        var arrived = world.events().await(1).getFirst();
        var revoked = arrived.envelope().event(CertificateRevoked.class);
        if (!revoked.certificate().value().equals(id)) {
            throw new IllegalStateException("another event came than that of " + id);
        }
        return (arrived.at() - begin) / 1e6;
    }
}
