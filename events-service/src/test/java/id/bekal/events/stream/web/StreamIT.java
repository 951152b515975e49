package id.bekal.events.stream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.RunningService;
import id.bekal.testing.Api;
import id.bekal.testing.TestTokens;

import io.micrometer.core.instrument.MeterRegistry;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

class StreamIT extends RunningService {

    @Autowired Subscribers subscribers;
    @Autowired MeterRegistry meters;

    private Listener listen(InstitutionId feed, String query) throws Exception {
        return listen(feed, query, Map.of());
    }

    private Listener listen(InstitutionId feed, String query, Map<String, String> headers)
            throws Exception {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Authorization", "Bearer " + TestTokens.of(feed.value(), "BLK"));
        return Listener.to(port, query, all);
    }

    /** Asks for a stream from its beginning, and reads nothing of it. */
    private static void ask(Socket socket, String version, InstitutionId feed) throws IOException {
        String request =
                "GET /api/events/stream?after=0 %s\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(version, TestTokens.of(feed.value(), "BLK"));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> upTo(long from, long until) {
        return LongStream.rangeClosed(from, until).mapToObj(Long::toString).toList();
    }

    @Nested
    class Streaming {

        @Test
        void sendsWhatThereIsAndThenWhatComes() throws Exception {
            TaughtProgram program = programWith(40);
            try (Listener listener = listen(program.provider(), "?after=0")) {
                assertThat(listener.status()).isEqualTo(200);
                assertThat(listener.header("Content-Type")).startsWith("text/event-stream");
                assertThat(listener.hears(41).ids()).isEqualTo(upTo(1, 41));
                put(program.enrolled(42, "learner-41"), program.enrolled(43, "learner-42"));
                assertThat(listener.hears(43).ids()).isEqualTo(upTo(1, 43));
                // the same bytes as by pull
                JsonNode pulled = page(program.provider(), "?after=42").path("events").path(0);
                assertThat(listener.heard().getLast().json()).isEqualTo(pulled);
            }
        }

        @Test
        void sendsOnlyWhatIsNewUnlessAskedForMore() throws Exception {
            TaughtProgram program = programWith(3);
            try (Listener listener = listen(program.provider(), "")) {
                put(program.enrolled(9, "learner-9"));
                assertThat(listener.hears(1).ids()).containsExactly("5");
            }
        }

        @Test
        void resumesAfterTheLastThatWasHeard() throws Exception {
            TaughtProgram program = programWith(5);
            try (Listener listener =
                    listen(program.provider(), "?after=1", Map.of("Last-Event-ID", "4"))) {
                assertThat(listener.hears(2).ids()).containsExactly("5", "6");
            }
        }

        @Test
        void leavesOutOtherTypesAndStillMovesOn() throws Exception {
            TaughtProgram program = programWith(5);
            try (Listener listener = listen(program.provider(), "?after=0&types=ProgramPlanned")) {
                assertThat(listener.hears(1).ids()).containsExactly("1");
                subscribers.heartbeat();
                await().until(() -> listener.lastId().equals("6"));
                assertThat(listener.ids()).containsExactly("1");
            }
        }

        @Test
        void refusesAnUnusableCursor() throws Exception {
            TaughtProgram program = programWith(0);
            assertThat(listen(program.provider(), "?after=2").status()).isEqualTo(409);
            assertThat(listen(program.provider(), "?after=-1").status()).isEqualTo(400);
            assertThat(listen(program.provider(), "", Map.of("Last-Event-ID", "x")).status())
                    .isEqualTo(400);
            assertThat(listen(program.provider(), "?types=No").status()).isEqualTo(400);
            try (Listener atTheEnd = listen(program.provider(), "?after=1")) {
                assertThat(atTheEnd.status()).isEqualTo(200);
            }
        }

        @Test
        void letsManyListenToOneFeed() throws Exception {
            TaughtProgram program = programWith(2);
            List<Listener> listeners = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                listeners.add(listen(program.provider(), "?after=0"));
                listeners.add(listen(program.custodian(), "?after=" + i % 3));
            }
            put(program.enrolled(4, "learner-3"));
            for (Listener listener : listeners) {
                await().until(() -> listener.ids().contains("4"));
                List<String> ids = listener.ids();
                assertThat(ids).isEqualTo(upTo(Long.parseLong(ids.getFirst()), 4));
                listener.close();
            }
        }
    }

    @Nested
    class Cut {

        /** What a stream still writes when its client is gone must not reach another's answer. */
        @Test
        void harmsNoOtherRequest() throws Exception {
            TaughtProgram program = programWith(3);
            String expected = page(program.provider(), "?after=0&limit=2").toString();
            AtomicBoolean cutting = new AtomicBoolean(true);
            AtomicInteger cuts = new AtomicInteger();
            List<Thread> cutters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                cutters.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            while (cutting.get()) {
                                                cut(program.provider());
                                                cuts.incrementAndGet();
                                            }
                                        }));
            }
            for (int i = 0; i < 600; i++) {
                subscribers.heartbeat();
                // "head" too: nothing is appended meanwhile
                assertThat(page(program.provider(), "?after=0&limit=2").toString())
                        .isEqualTo(expected);
            }
            cutting.set(false);
            for (Thread cutter : cutters) {
                cutter.join();
            }
            assertThat(cuts.get()).isGreaterThan(100);
        }

        /** Begins a stream and resets its connection. */
        private void cut(InstitutionId feed) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setSoLinger(true, 0);
                ask(socket, "HTTP/1.1", feed);
                socket.getInputStream().read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A client that reads nothing while there is more than its connection holds. */
    @Nested
    class Slow {

        private static final int ENTRIES = 10_000;

        private InstitutionId longFeed() {
            InstitutionId feed = newInstitution("blk");
            String filling = "x".repeat(1000);
            List<Document> entries = new ArrayList<>();
            for (long number = 1; number <= ENTRIES; number++) {
                entries.add(
                        new Document("feed", feed.value())
                                .append("number", number)
                                .append("event", "event-" + number)
                                .append("type", "type")
                                .append("appended", new Date())
                                .append(
                                        "json",
                                        "{\"number\":%d,\"data\":\"%s\"}"
                                                .formatted(number, filling)));
            }
            mongo.getCollection("feedEntries").insertMany(entries);
            return feed;
        }

        /** By HTTP/1.0: an answer without chunks, which ends with its connection. */
        private Socket begun(InstitutionId feed) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(8192);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(20_000);
            ask(socket, "HTTP/1.0", feed);
            return socket;
        }

        private double tooSlow() {
            return meters.counter("bekal.streams.ended", "reason", "TOO_SLOW").count();
        }

        @Test
        void isToldWhyOnceItReadsAndResumesWithoutALoss() throws Exception {
            InstitutionId feed = longFeed();
            double before = tooSlow();
            List<Long> numbers = new ArrayList<>();
            long resumeAfter;
            try (Socket socket = begun(feed)) {
                await().until(
                                () -> {
                                    subscribers.heartbeat();
                                    return tooSlow() == before + 1;
                                });
                String heard =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Pattern.compile("id: (\\d+)\n")
                        .matcher(heard)
                        .results()
                        .forEach(id -> numbers.add(Long.parseLong(id.group(1))));
                Matcher bye =
                        Pattern.compile(
                                        "event: bye\ndata: \\{\"reason\":\"TOO_SLOW\",\"resumeAfter\":(\\d+)}")
                                .matcher(heard);
                assertThat(bye.find()).as(heard.substring(heard.length() - 100)).isTrue();
                resumeAfter = Long.parseLong(bye.group(1));
            }
            assertThat(numbers)
                    .isEqualTo(LongStream.rangeClosed(1, resumeAfter).boxed().toList())
                    .hasSizeLessThan(ENTRIES);
            try (Listener again = listen(feed, "?after=" + resumeAfter)) {
                assertThat(again.hears(1).ids().getFirst()).isEqualTo("" + (resumeAfter + 1));
            }
        }

        @Test
        void isDroppedWhenItNeverReads() throws Exception {
            InstitutionId feed = longFeed();
            try (Socket socket = begun(feed)) {
                await().until(() -> subscribers.count(feed) == 1);
                await().until(
                                () -> {
                                    subscribers.heartbeat();
                                    return subscribers.count(feed) == 0;
                                });
                // another's is not touched by it
                assertThat(page(feed, "?limit=1").path("head").asLong()).isEqualTo(ENTRIES);
            }
        }
    }

    @Nested
    class Places {

        @Test
        void areLimitedForEachClientAndFreedWhenItLeaves() throws Exception {
            InstitutionId feed = newInstitution("blk");
            List<Listener> listeners = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                listeners.add(listen(feed, ""));
            }
            assertThat(listeners).allMatch(listener -> listener.status() == 200);
            assertThat(listen(feed, "").status()).isEqualTo(429);
            listeners.getFirst().close();
            await().until(
                            () -> {
                                subscribers.heartbeat(); // a write finds out that it is gone
                                try (Listener again = listen(feed, "")) {
                                    return again.status() == 200;
                                }
                            });
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    @Nested
    class Ticketed {

        private String ticket(InstitutionId feed) {
            return as(feed).post("/api/events/tickets", Map.of())
                    .expect(201)
                    .json()
                    .path("ticket")
                    .asString();
        }

        @Test
        void opensAStreamWithoutAToken() throws Exception {
            TaughtProgram program = programWith(1);
            try (Listener listener =
                    Listener.to(port, "?after=0&ticket=" + ticket(program.provider()), Map.of())) {
                assertThat(listener.hears(2).ids()).containsExactly("1", "2");
            }
        }

        @Test
        void opensNothingElse() {
            String ticket = ticket(newInstitution("blk"));
            assertThat(Api.at(port).get("/api/events?ticket=" + ticket).status()).isEqualTo(401);
        }

        @Test
        void isNoTicketWhenUnknownOrOver() throws Exception {
            InstitutionId feed = newInstitution("blk");
            assertThat(Listener.to(port, "?ticket=unknown", Map.of()).status()).isEqualTo(401);
            assertThat(Listener.to(port, "", Map.of()).status()).isEqualTo(401);
            String ticket = ticket(feed);
            ofSubject(feed, "until", Instant.EPOCH);
            assertThat(Listener.to(port, "?ticket=" + ticket, Map.of()).status()).isEqualTo(401);
        }

        @Test
        void endsWhenTheTokenItWasAskedForWithDoes() throws Exception {
            TaughtProgram program = programWith(0);
            String ticket = ticket(program.provider());
            ofSubject(program.provider(), "issued", Instant.EPOCH);
            ofSubject(program.provider(), "expires", Instant.EPOCH.plusSeconds(900));
            try (Listener listener = Listener.to(port, "?after=0&ticket=" + ticket, Map.of())) {
                listener.hears(1);
                subscribers.heartbeat();
                await().until(listener::hasEnded);
                Listener.Heard last = listener.heard().getLast();
                assertThat(last.event()).isEqualTo("bye");
                assertThat(last.json().path("reason").asString()).isEqualTo("TOKEN_EXPIRED");
                assertThat(last.json().path("resumeAfter").asLong()).isEqualTo(1);
            }
        }

        private void ofSubject(InstitutionId feed, String field, Instant time) {
            var tickets = mongo.getCollection("streamTickets");
            Document changed =
                    tickets.findOneAndUpdate(
                            new Document("claims.institution", feed.value()),
                            new Document("$set", new Document(field, Date.from(time))));
            assertThat(changed).isNotNull();
        }

        @Test
        void isKeptAsAHashOnly() {
            InstitutionId feed = newInstitution("blk");
            String ticket = ticket(feed);
            assertThat(
                            mongo
                                    .getCollection("streamTickets")
                                    .find(new Document("claims.institution", feed.value()))
                                    .into(new ArrayList<>())
                                    .stream()
                                    .map(Document::toJson)
                                    .collect(Collectors.joining()))
                    .isNotEmpty()
                    .doesNotContain(ticket);
        }
    }
}
