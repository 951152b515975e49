package id.bekal.platform.messaging;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.MalformedEventException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.support.KafkaHeaders;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The records this service could not handle: list, look at, handle again. The topic keeps every
 * one; which of them were handled since is noted in the store.
 */
public final class DeadLetters {

    /**
     * A record that could not be handled.
     *
     * @param offset its place among the dead letters, from 0
     * @param type the event's type, or null when the record is no event
     * @param because the last failure
     * @param handledAt when a replay succeeded, or null
     */
    public record DeadLetter(
            long offset,
            String topic,
            int originalPartition,
            long originalOffset,
            @Nullable String key,
            @Nullable String eventId,
            @Nullable String type,
            Instant at,
            String because,
            @Nullable Instant handledAt) {}

    private static final String REPLAYS = "dead_letter_replays";

    private final String topic;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Map<String, RecordConsumer> recordConsumers;
    private final MongoOperations mongo;
    private final Clock clock;

    /**
     * @param recordConsumers the service's consumers by the topic they consume
     */
    public DeadLetters(
            String group,
            ConsumerFactory<String, byte[]> consumers,
            Map<String, RecordConsumer> recordConsumers,
            MongoOperations mongo,
            Clock clock) {
        this.topic = ConsumerErrors.deadLetters(group);
        this.consumers = consumers;
        this.recordConsumers = recordConsumers;
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Consumers by the topic they consume. A service may read one topic for two purposes: a record
     * of it that is handled again is handled for both, as any redelivery may be.
     *
     * @param destination the topic that a consumer of this name consumes
     */
    public static Map<String, RecordConsumer> byTopic(
            Map<String, ? extends RecordConsumer> consumers, Function<String, String> destination) {
        Map<String, RecordConsumer> byTopic = new HashMap<>();
        consumers.forEach(
                (name, consumer) ->
                        byTopic.merge(
                                destination.apply(name),
                                consumer,
                                (first, second) ->
                                        value -> {
                                            first.consume(value);
                                            second.consume(value);
                                        }));
        return byTopic;
    }

    /** Up to {@code limit} dead letters from place {@code from} on. */
    public List<DeadLetter> list(long from, int limit) {
        Map<Long, Instant> handled = new HashMap<>();
        mongo.execute(
                REPLAYS,
                replays -> {
                    replays.find()
                            .forEach(
                                    replay ->
                                            handled.put(
                                                    replay.getLong("_id"),
                                                    replay.getDate("at").toInstant()));
                    return handled.size();
                });
        return read(from, limit).stream()
                .map(record -> deadLetter(record, handled.get(record.offset())))
                .toList();
    }

    /** One dead letter's value as it was received. */
    public Optional<byte[]> value(long offset) {
        return read(offset, 1).stream()
                .filter(record -> record.offset() == offset)
                .map(ConsumerRecord::value)
                .findFirst();
    }

    /**
     * Handles a dead letter again, here and now, with this service's own consumer; other services
     * do not see it.
     *
     * @return false when there is no such dead letter
     * @throws RuntimeException whatever the handler throws; the dead letter stays as it was
     */
    public boolean replay(long offset) {
        Optional<ConsumerRecord<String, byte[]>> found =
                read(offset, 1).stream().filter(record -> record.offset() == offset).findFirst();
        if (found.isEmpty()) {
            return false;
        }
        ConsumerRecord<String, byte[]> record = found.get();
        RecordConsumer consumer =
                recordConsumers.get(text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC));
        if (consumer == null) {
            throw new IllegalStateException("no consumer here for the record's topic");
        }
        consumer.consume(record.value());
        mongo.execute(
                REPLAYS,
                replays ->
                        replays.updateOne(
                                new Document("_id", offset),
                                new Document(
                                        "$set", new Document("at", Date.from(clock.instant()))),
                                new com.mongodb.client.model.UpdateOptions().upsert(true)));
        return true;
    }

    private List<ConsumerRecord<String, byte[]>> read(long from, int limit) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                consumers.createConsumer("dead-letters-reader", null)) {
            consumer.assign(List.of(partition));
            long end = end(consumer, partition);
            long begin = Math.max(from, begin(consumer, partition));
            consumer.seek(partition, begin);
            while (found.size() < limit && consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(found::add);
            }
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    private static long end(Consumer<?, ?> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private static long begin(Consumer<?, ?> consumer, TopicPartition partition) {
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private DeadLetter deadLetter(
            ConsumerRecord<String, byte[]> record, @Nullable Instant handledAt) {
        @Nullable EventEnvelope envelope = null;
        try {
            envelope = EventEnvelope.parse(record.value());
        } catch (MalformedEventException noEvent) {
            // listed with what is known of it
        }
        return new DeadLetter(
                record.offset(),
                text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC),
                number(record, KafkaHeaders.DLT_ORIGINAL_PARTITION).getInt(),
                number(record, KafkaHeaders.DLT_ORIGINAL_OFFSET).getLong(),
                record.key(),
                envelope == null ? null : envelope.id(),
                envelope == null ? null : envelope.type(),
                Instant.ofEpochMilli(record.timestamp()),
                text(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE),
                handledAt);
    }

    private static String text(ConsumerRecord<?, ?> record, String header) {
        var value = record.headers().lastHeader(header);
        return value == null ? "" : new String(value.value(), StandardCharsets.UTF_8);
    }

    private static ByteBuffer number(ConsumerRecord<?, ?> record, String header) {
        var value = record.headers().lastHeader(header);
        return value == null ? ByteBuffer.allocate(8) : ByteBuffer.wrap(value.value());
    }
}
