package id.bekal.verification.outbox;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads the topic and counts, outside the process that is measured. */
final class Consumer implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Thread thread;
    private volatile @Nullable Received receiving;
    private volatile boolean open = true;

    Consumer(String brokers) {
        kafka =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers, "fetch.max.wait.ms", 50),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                IntStream.range(0, Workload.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(Workload.TOPIC, number))
                        .toList();
        kafka.assign(partitions);
        kafka.seekToEnd(partitions);
        partitions.forEach(kafka::position);
        thread = new Thread(this::read, "consumer");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (kafka) {
            while (open) {
                var records = kafka.poll(Duration.ofMillis(200));
                Received received = receiving;
                if (received != null) {
                    long now = Callers.micros();
                    records.forEach(record -> received.accept(record.value(), now));
                }
            }
        } catch (WakeupException closed) {
            // the end
        }
    }

    /** From now on counts for this run. */
    void expect(Received received) {
        receiving = received;
    }

    @Override
    public void close() {
        open = false;
        kafka.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
