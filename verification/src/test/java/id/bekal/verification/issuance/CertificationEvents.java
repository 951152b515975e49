package id.bekal.verification.issuance;

import id.bekal.contracts.EventEnvelope;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads the topic of certification, outside the process that is measured. */
final class CertificationEvents implements AutoCloseable {

    private static final String TOPIC = "bekal.certification.v1";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * One record.
     *
     * @param at when it was consumed, as {@link System#nanoTime}
     */
    record Arrived(byte[] value, long at) {
        EventEnvelope envelope() {
            return EventEnvelope.parse(value);
        }
    }

    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Thread thread;
    private final List<Arrived> arrived = new ArrayList<>();
    private volatile int count;
    private volatile int silences;
    private volatile boolean open = true;

    CertificationEvents(String brokers) {
        kafka =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers, "fetch.max.wait.ms", 20),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                kafka.partitionsFor(TOPIC).stream()
                        .map(info -> new TopicPartition(TOPIC, info.partition()))
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
                long now = System.nanoTime();
                synchronized (arrived) {
                    records.forEach(record -> arrived.add(new Arrived(record.value(), now)));
                    count = arrived.size();
                }
                if (records.isEmpty()) {
                    silences++;
                }
            }
        } catch (WakeupException closed) {
            // the end
        }
    }

    /** Forgets what came; what comes from now on is counted. */
    void forget() {
        synchronized (arrived) {
            arrived.clear();
            count = 0;
        }
    }

    /** What came, once it is so many; fewer when they do not come. */
    List<Arrived> await(int expected) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (count < expected && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
        return soFar();
    }

    /** Waits until nothing more comes of what was sent before; that is a fifth of a second. */
    void awaitSilence() {
        int before = silences;
        while (silences < before + 2) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    List<Arrived> soFar() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
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
