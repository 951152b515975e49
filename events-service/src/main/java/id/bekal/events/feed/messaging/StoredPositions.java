package id.bekal.events.feed.messaging;

import id.bekal.events.feed.Feeds;
import id.bekal.platform.messaging.DeadLettered;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads each partition on from where the store says, whatever the broker remembers: a store that
 * was emptied, or is yesterday's copy, gets what it lacks, in the same order.
 */
@Component
public class StoredPositions implements KafkaBindingRebalanceListener, DeadLettered {

    private static final Logger log = LoggerFactory.getLogger(StoredPositions.class);
    private static final long PAUSE_NANOS = 500_000_000;

    /** The feeds' positions are named by their partition alone. */
    static final String FEEDS = "";

    /** And those of the figures, which are made from the same topics, with this before it. */
    public static final String INSIGHTS = "insight ";

    private final Feeds feeds;

    StoredPositions(Feeds feeds) {
        this.feeds = feeds;
    }

    /** Whose positions a binding reads on from: several may read one topic. */
    static String readerOf(String binding) {
        return binding.startsWith("insight") ? INSIGHTS : FEEDS;
    }

    @Override
    public void onPartitionsAssigned(
            String binding,
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            boolean initial) {
        for (TopicPartition partition : partitions) {
            Optional<Long> position = position(readerOf(binding), partition);
            if (position.isPresent()) {
                consumer.seek(partition, position.get());
                // so that what operators see of its lag is so
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position.get())));
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }

    /** It is not read again, or it would be there twice. */
    @Override
    public void on(String group, TopicPartition partition, long offset) {
        String reader = group.endsWith("-insights") ? INSIGHTS : FEEDS;
        feeds.note(Map.of(reader + partition, offset + 1));
    }

    private Optional<Long> position(String reader, TopicPartition partition) {
        while (true) {
            try {
                return feeds.position(reader + partition);
            } catch (DataAccessException | com.mongodb.MongoException e) {
                // without it nothing may be read; when it takes too long the broker assigns anew
                log.warn("the position of {} cannot be read ({})", partition, e.toString());
                LockSupport.parkNanos(PAUSE_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }
}
