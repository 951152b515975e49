package id.bekal.testing;

import id.bekal.contracts.EventEnvelope;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads what is on a topic, and puts records there as another service would. */
public final class TopicReader {

    private TopicReader() {}

    /** All records of a topic, up to its end now. */
    public static List<ConsumerRecord<String, byte[]>> records(String kafka, String topic) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka, "isolation.level", "read_uncommitted"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(
                            partition ->
                                    consumer.position(partition)
                                            < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    /** The events of a topic that match, in the order of their partitions. */
    public static List<EventEnvelope> events(
            String kafka, String topic, Predicate<EventEnvelope> matching) {
        return records(kafka, topic).stream()
                .map(record -> EventEnvelope.parse(record.value()))
                .filter(matching)
                .toList();
    }

    /** Puts a record on a topic and waits until the broker has it. */
    public static void put(String kafka, String topic, String key, byte[] value) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static void put(String kafka, String topic, EventEnvelope envelope) {
        put(
                kafka,
                topic,
                envelope.subject(),
                envelope.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
