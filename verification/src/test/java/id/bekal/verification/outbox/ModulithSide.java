package id.bekal.verification.outbox;

import com.mongodb.client.model.Filters;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.MongoTransactionManager;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Spring Modulith's event publication registry for MongoDB with its Kafka externalisation, as its
 * starters configure it. The embedded store has no transactions of several documents: there the
 * transaction manager begins and commits nothing, which spares Modulith their cost and gives up
 * what they promise.
 */
final class ModulithSide extends SpringSide {

    private static final String EXTERNALIZER =
            "org.springframework.modulith.events.support.DelegatingEventExternalizer"
                    + ".externalize(java.lang.Object)";

    /** Modulith's auto-configurations of the two starters. */
    static final class Modulith implements DeferredImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.modulith.events.mongodb.MongoDbEventPublicationAutoConfiguration",
                "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
                "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration",
                "org.springframework.modulith.events.jackson.JacksonEventSerializationConfiguration",
                "org.springframework.modulith.events.kafka.KafkaJacksonConfiguration",
                "org.springframework.modulith.events.kafka.KafkaEventExternalizerConfiguration"
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Connections.DurableWrites.class, Modulith.class})
    static class Wiring {

        @Bean
        PlatformTransactionManager transactionManager(MongoDatabaseFactory databases) {
            return Boolean.getBoolean("bekal.benchmark.transactions")
                    ? new MongoTransactionManager(databases)
                    : new NoTransactions();
        }

        @Bean
        OpeningPrograms openingPrograms(MongoOperations mongo, ApplicationEventPublisher events) {
            return new OpeningPrograms(mongo, events);
        }
    }

    private static final class NoTransactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }

    static class OpeningPrograms {
        private final MongoOperations mongo;
        private final ApplicationEventPublisher events;

        OpeningPrograms(MongoOperations mongo, ApplicationEventPublisher events) {
            this.mongo = mongo;
            this.events = events;
        }

        @Transactional
        void open(String subject) {
            RegisteredProgram program = mongo.findById(subject, RegisteredProgram.class);
            if (program == null) {
                program = new RegisteredProgram(subject);
            }
            RegisteredProgram.Published event = program.change();
            mongo.save(program);
            events.publishEvent(event);
        }
    }

    private final String completionMode;

    /**
     * @param completionMode Modulith's: update (its default) or delete
     */
    ModulithSide(Connections connections, String completionMode) {
        super(connections, Wiring.class);
        this.completionMode = completionMode;
    }

    @Override
    Map<String, Object> settings(boolean backlog) {
        return Map.of(
                "spring.modulith.events.completion-mode",
                completionMode,
                "spring.threads.virtual.enabled",
                System.getProperty("bekal.benchmark.modulith-virtual-threads", "true"));
    }

    @Override
    public void execute(Commands commands) {
        OpeningPrograms opening = bean(OpeningPrograms.class);
        Callers.call(commands, (document, first) -> opening.open(subject(document)));
    }

    @Override
    public void leaveBehind(int events) {
        EventPublicationRepository repository = bean(EventPublicationRepository.class);
        MongoOperations mongo = bean(MongoOperations.class);
        Instant longAgo = Instant.now().minus(Duration.ofHours(2));
        for (int document = 0; document < events; document++) {
            var program = new RegisteredProgram(subject(document));
            var event = program.change();
            mongo.save(program);
            repository.create(
                    TargetEventPublication.of(
                            event, PublicationTargetIdentifier.of(EXTERNALIZER), longAgo));
        }
    }

    @Override
    public void drain() {
        bean(IncompleteEventPublications.class).resubmitIncompletePublications(any -> true);
    }

    @Override
    public long pending() {
        return bean(MongoTemplate.class)
                .getCollection("event_publication")
                .countDocuments(Filters.eq("completionDate", null));
    }
}
