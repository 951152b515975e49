package id.bekal.platform.messaging;

import id.bekal.contracts.MalformedEventException;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.ListenerContainerWithDlqAndRetryCustomizer;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What becomes of a record whose handling failed: malformed goes to the dead letters at once; while
 * the store or the broker is out of reach it is tried again for as long as that lasts, since every
 * other record would fail too; anything else gets three more tries, then the dead letters. The
 * partition's next records follow either way.
 */
public final class ConsumerErrors implements ListenerContainerWithDlqAndRetryCustomizer {

    private static final Logger log = LoggerFactory.getLogger(ConsumerErrors.class);

    private final String service;
    private final KafkaOperations<String, byte[]> kafka;
    private final List<DeadLettered> listeners;

    /**
     * @param listeners told of each record that went to the dead letters
     */
    public ConsumerErrors(
            String service, KafkaOperations<String, byte[]> kafka, List<DeadLettered> listeners) {
        this.service = service;
        this.kafka = kafka;
        this.listeners = listeners;
    }

    /**
     * The dead letters of a service, whichever of its consumer groups: one topic, one partition,
     * kept for good.
     */
    public static String deadLetters(String service) {
        return "bekal.dead-letters." + service;
    }

    @Override
    public void configure(
            AbstractMessageListenerContainer<?, ?> container,
            String destination,
            String group,
            @Nullable BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> ignoredResolver,
            @Nullable BackOff ignoredBackOff) {
        var recoverer =
                new DeadLetterPublishingRecoverer(
                        kafka, (record, failure) -> new TopicPartition(deadLetters(service), 0));
        // a record that cannot be kept is not passed over: it is tried again
        recoverer.setFailIfSendResultIsError(true);
        recoverer.setStripPreviousExceptionHeaders(true);
        var errors =
                new DefaultErrorHandler(
                        (record, failure) -> {
                            recoverer.accept(record, failure);
                            var partition = new TopicPartition(record.topic(), record.partition());
                            listeners.forEach(told -> told.on(group, partition, record.offset()));
                            log.error(
                                    "{}-{}@{} went to the dead letters: {}",
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    rootOf(failure).toString());
                        },
                        new FixedBackOff(500, 3));
        errors.addNotRetryableExceptions(MalformedEventException.class);
        errors.setBackOffFunction(
                (record, failure) -> passesByItself(failure) ? untilItPasses() : null);
        container.setCommonErrorHandler(errors);
    }

    @Override
    public boolean retryAndDlqInBinding(String destination, String group) {
        return false;
    }

    private static BackOff untilItPasses() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(5_000);
        return backOff;
    }

    private static boolean passesByItself(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                            && !(cause instanceof OptimisticLockingFailureException)
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof org.apache.kafka.common.errors.RetriableException
                    || cause instanceof com.mongodb.MongoTimeoutException
                    || cause instanceof com.mongodb.MongoSocketException) {
                return true;
            }
        }
        return false;
    }

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
