package id.bekal.platform.sample;

import id.bekal.contracts.training.ProgramResumed;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@SpringBootApplication
public class SampleApplication {

    /**
     * What the consumer saw: subject and sequence to the trace it ran in; {@code trouble} makes it
     * fail.
     */
    public static class Seen {
        public final Map<String, String> traces = new ConcurrentHashMap<>();
        public volatile @Nullable RuntimeException trouble;
    }

    @Bean
    Seen seen() {
        return new Seen();
    }

    @Bean
    EventConsumer trainingEvents(TraceContext traces, Seen seen) {
        return new EventConsumer(traces)
                .on(
                        ProgramResumed.class,
                        (event, envelope) -> {
                            RuntimeException trouble = seen.trouble;
                            if (trouble != null) {
                                throw trouble;
                            }
                            seen.traces.put(
                                    envelope.subject() + '#' + envelope.sequenceNumber(),
                                    String.valueOf(traces.current()));
                        });
    }
}
