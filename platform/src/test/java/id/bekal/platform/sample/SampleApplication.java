package id.bekal.platform.sample;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.access.Resource;
import id.bekal.contracts.training.ProgramResumed;
import id.bekal.platform.accesslog.PersonalDataConfiguration;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.security.Relations;
import id.bekal.platform.tracing.TraceContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@SpringBootApplication
@Import(PersonalDataConfiguration.class)
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

    /** Tallies are the blk's and the lapas' that shares it. */
    @Bean
    Relations tallyRelations(Tallies tallies) {
        return new Relations() {
            @Override
            public Resource resource() {
                return Resource.PROGRAM;
            }

            @Override
            public Set<Relation> of(String id, InstitutionId institution) {
                if (tallies.find(new ProgramId(id)).isEmpty()) {
                    return Set.of();
                }
                return switch (institution.value()) {
                    case "blk-one" -> Set.of(Relation.PROVIDER);
                    case "lapas-one" -> Set.of(Relation.CUSTODIAN);
                    default -> Set.of();
                };
            }
        };
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
