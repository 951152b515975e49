package id.bekal.verification.outbox;

import com.mongodb.WriteConcern;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Where store and broker are, and a context with equal settings for each side. */
record Connections(String mongodb, String brokers) {

    /** What both sides take from Boot, and nothing else that is on the class path. */
    static final class StoreAndBroker implements DeferredImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return new String[] {
                "org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
                "org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
                "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
                "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
                "org.springframework.boot.autoconfigure.aop.AopAutoConfiguration",
                "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
                "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration",
                "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration",
                "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
            };
        }
    }

    /**
     * The write concern of Bekal's services, for the sides that do not take it from the platform.
     */
    @Configuration(proxyBeanMethods = false)
    @Import(StoreAndBroker.class)
    static class DurableWrites {
        @Bean
        MongoClientSettingsBuilderCustomizer durableWrites() {
            return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
        }
    }

    ConfigurableApplicationContext context(
            Class<?> configuration, String database, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        // producer, threads and outbox as in the services
        all.put("spring.config.import", "classpath:bekal-platform.yml");
        all.put("spring.application.name", "benchmark");
        all.put("BEKAL_MONGODB_URI", mongodb);
        all.put("BEKAL_DATABASE", database);
        all.put("BEKAL_KAFKA", brokers);
        all.put("spring.mongodb.representation.uuid", "standard");
        all.put("spring.kafka.admin.auto-create", "false");
        // Kafka's own default: on a loaded machine the services' 5 s end sends before they began
        all.put("spring.kafka.producer.properties.max.block.ms", "60000");
        all.putAll(settings);
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                // as arguments they win over bekal-platform.yml
                .run(
                        all.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new));
    }

    static Duration cpuOfThisProcess() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }
}
