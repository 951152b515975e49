package id.bekal.verification.streams;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The peer: a stream by WebFlux on Reactor Netty and nothing else. No token, no feed, no store, no
 * cursor; each line that it is sent goes to every listener.
 */
final class BareStream {

    private BareStream() {}

    /** Arguments: the port. Answers each line with "sent". */
    public static void main(String[] arguments) throws Exception {
        Sinks.Many<String> events = Sinks.many().multicast().directBestEffort();
        AtomicLong number = new AtomicLong();
        Flux<ServerSentEvent<String>> stream =
                Flux.merge(
                        Flux.just(ServerSentEvent.<String>builder().comment("listening").build()),
                        events.asFlux()
                                .map(
                                        data ->
                                                ServerSentEvent.builder(data)
                                                        .id(Long.toString(number.get()))
                                                        .build()));
        var handler =
                RouterFunctions.toHttpHandler(
                        RouterFunctions.route()
                                .GET(
                                        "/stream",
                                        request ->
                                                ServerResponse.ok()
                                                        .contentType(MediaType.TEXT_EVENT_STREAM)
                                                        .body(
                                                                BodyInserters.fromServerSentEvents(
                                                                        stream)))
                                .build());
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.equals("ready?")) {
                number.incrementAndGet();
                events.tryEmitNext(line);
            }
            System.out.println("sent");
        }
    }
}
