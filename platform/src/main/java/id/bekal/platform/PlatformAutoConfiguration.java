package id.bekal.platform;

import id.bekal.contracts.EventTypes;
import id.bekal.contracts.access.Action;
import id.bekal.platform.messaging.ConsumerErrors;
import id.bekal.platform.messaging.DeadLetterController;
import id.bekal.platform.messaging.DeadLettered;
import id.bekal.platform.messaging.DeadLetters;
import id.bekal.platform.messaging.RecordConsumer;
import id.bekal.platform.messaging.Topics;
import id.bekal.platform.outbox.Leases;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.outbox.OutboxRelay;
import id.bekal.platform.outbox.OutboxSweeper;
import id.bekal.platform.security.AccessCheck;
import id.bekal.platform.security.Caller;
import id.bekal.platform.security.CallerArgumentResolver;
import id.bekal.platform.security.Relations;
import id.bekal.platform.security.Revocations;
import id.bekal.platform.security.SecurityConfiguration;
import id.bekal.platform.security.TokenConfiguration;
import id.bekal.platform.store.StoreConfiguration;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.IdempotencyKeyFilter;
import id.bekal.platform.web.ProblemAdvice;
import id.bekal.platform.web.Problems;
import id.bekal.platform.web.ShownOnce;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.kafka.clients.admin.NewTopic;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Wires the platform into a service. Defaults are in {@code bekal-platform.yml}, which each service
 * imports.
 */
@AutoConfiguration
@EnableScheduling
@Import({
    StoreConfiguration.class,
    SecurityConfiguration.class,
    TokenConfiguration.class,
    ProblemAdvice.class
})
public class PlatformAutoConfiguration {

    static final int PARTITIONS = 12;

    static {
        // controllers take it from the token, callers never send it
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    /** Dates are those of the institutions: West Indonesia Time unless set. */
    @Bean
    Clock clock(@Value("${bekal.time-zone}") ZoneId zone) {
        return Clock.system(zone);
    }

    @Bean
    TraceContext traceContext(Tracer tracer, Propagator propagator) {
        return new TraceContext(tracer, propagator);
    }

    // ---- outbox

    @Bean
    OutboxRelay outboxRelay(
            ProducerFactory<String, byte[]> producers,
            MongoOperations mongo,
            MeterRegistry meters,
            @Value("${bekal.outbox.capacity}") int capacity) {
        return new OutboxRelay(producers, mongo, meters, capacity);
    }

    @Bean
    Outbox outbox(
            @Value("${spring.application.name}") String service,
            Clock clock,
            TraceContext traces,
            OutboxRelay relay) {
        return new Outbox(service, clock, traces, relay);
    }

    @Bean
    Leases leases(MongoOperations mongo, Clock clock) {
        return new Leases(mongo, clock);
    }

    @Bean
    OutboxSweeper outboxSweeper(
            Outbox outbox,
            OutboxRelay relay,
            MongoOperations mongo,
            Leases leases,
            Clock clock,
            @Value("${bekal.outbox.sweep-after}") Duration after) {
        return new OutboxSweeper(outbox, relay, mongo, leases, clock, after);
    }

    // ---- messaging

    @Bean
    Topics topics(
            @Value("${bekal.topics.replication}") int replication,
            @Value("${bekal.topics.largest-record}") int largestRecord) {
        return new Topics(replication, largestRecord);
    }

    @Bean
    KafkaAdmin.NewTopics newTopics(
            @Value("${spring.application.name}") String service, Topics topics) {
        return new KafkaAdmin.NewTopics(
                java.util.stream.Stream.concat(
                                EventTypes.topics().stream()
                                        .map(topic -> topics.kept(topic, PARTITIONS)),
                                java.util.stream.Stream.of(
                                        topics.kept(ConsumerErrors.deadLetters(service), 1)))
                        .toArray(NewTopic[]::new));
    }

    @Bean
    ConsumerErrors consumerErrors(
            @Value("${spring.application.name}") String service,
            KafkaTemplate<String, byte[]> kafka,
            ObjectProvider<DeadLettered> listeners) {
        return new ConsumerErrors(service, kafka, listeners.stream().toList());
    }

    @Bean
    DeadLetters deadLetters(
            @Value("${spring.application.name}") String service,
            ConsumerFactory<String, byte[]> consumers,
            Map<String, RecordConsumer> recordConsumers,
            Environment environment,
            MongoOperations mongo,
            Clock clock) {
        Map<String, RecordConsumer> byTopic =
                DeadLetters.byTopic(
                        recordConsumers,
                        bean ->
                                environment.getRequiredProperty(
                                        "spring.cloud.stream.bindings.%s-in-0.destination"
                                                .formatted(bean)));
        return new DeadLetters(service, consumers, byTopic, mongo, clock);
    }

    @Bean
    DeadLetterController deadLetterController(DeadLetters deadLetters, Problems problems) {
        return new DeadLetterController(deadLetters, problems);
    }

    // ---- web

    @Bean
    Problems problems(JsonMapper json) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("problems", "platform-problems");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return new Problems(messages, json);
    }

    @Bean
    ShownOnce shownOnce(HttpServletRequest request) {
        return new ShownOnce(request);
    }

    @Bean
    Answers answers(Problems problems, HttpServletRequest request) {
        return new Answers(problems, request);
    }

    @Bean
    FilterRegistrationBean<IdempotencyKeyFilter> idempotencyKeys(
            MongoOperations mongo, Problems problems, Clock clock) {
        var filter = new FilterRegistrationBean<>(new IdempotencyKeyFilter(mongo, problems, clock));
        // after Spring Security's chain, at -100: the key belongs to the client
        filter.setOrder(-50);
        return filter;
    }

    @Bean
    AccessCheck accessCheck(ObjectProvider<Relations> relations) {
        return new AccessCheck(relations.stream().toList());
    }

    @Bean
    WebMvcConfigurer callers(AccessCheck access) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(access);
            }
        };
    }

    /**
     * Each operation's description names its action, so that what may be done can be read there.
     */
    @Bean
    GlobalOperationCustomizer actionsInDescriptions() {
        return (operation, handler) -> {
            Action action = AccessCheck.actionOf(handler);
            if (action != null) {
                operation.addExtension("x-action", action.name());
            }
            return operation;
        };
    }

    /** A route without a rule must not get as far as a request. */
    @Bean
    SmartInitializingSingleton rulesForAllRoutes(
            AccessCheck access, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return () -> mappings.forEach(mapping -> access.requireRules(mapping.getHandlerMethods()));
    }

    @Bean
    Revocations revocations(@Value("${bekal.revocations.uri}") String list, JsonMapper json) {
        return new Revocations(list.isBlank() ? null : URI.create(list), json);
    }

    @Bean
    SmartInitializingSingleton revocationsEveryFewSeconds(
            Revocations revocations,
            TaskScheduler scheduler,
            @Value("${bekal.revocations.every}") Duration every) {
        return () -> scheduler.scheduleWithFixedDelay(revocations::refresh, every);
    }
}
