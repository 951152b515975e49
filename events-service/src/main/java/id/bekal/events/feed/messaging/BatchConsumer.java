package id.bekal.events.feed.messaging;

import id.bekal.events.feed.Feeds;
import id.bekal.platform.FailPoints;
import id.bekal.platform.messaging.RecordConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Consumes what a poll brought as a whole, then notes in the store how far each partition was read.
 * A failure names the first record that is not done: it is tried again, with all behind it, and
 * goes to the dead letters alone.
 */
public abstract class BatchConsumer implements Consumer<Message<List<byte[]>>>, RecordConsumer {

    private final String name;
    private final Feeds feeds;
    private final String reader;

    BatchConsumer(String name, Feeds feeds) {
        this(name, feeds, StoredPositions.FEEDS);
    }

    /**
     * @param name of its fail points
     * @param reader {@link StoredPositions#readerOf} its binding: whose positions these are
     */
    protected BatchConsumer(String name, Feeds feeds, String reader) {
        this.name = name;
        this.feeds = feeds;
        this.reader = reader;
    }

    /** All before this one were done. */
    protected static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int index;

        public NotDone(int index, Throwable why) {
            super(why);
            this.index = index;
        }
    }

    /**
     * @throws NotDone naming the first that is not done
     */
    protected abstract void consumeAll(List<byte[]> values);

    @Override
    public void consume(byte[] value) {
        consumeAll(List.of(value));
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        int done = batch.getPayload().size();
        @Nullable NotDone failure = null;
        try {
            consumeAll(batch.getPayload());
        } catch (NotDone notDone) {
            failure = notDone;
            done = notDone.index;
        }
        FailPoints.pass(name + ".before-position");
        note(batch, done);
        FailPoints.pass(name + ".before-commit");
        if (failure != null) {
            throw new BatchListenerFailedException(
                    "record " + done + " of a batch", failure.getCause(), done);
        }
    }

    private void note(Message<?> batch, int done) {
        List<String> topics = header(batch, KafkaHeaders.RECEIVED_TOPIC);
        List<Integer> partitions = header(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<Long> offsets = header(batch, KafkaHeaders.OFFSET);
        Map<String, Long> next = new HashMap<>();
        for (int i = 0; i < done; i++) {
            next.merge(
                    reader + topics.get(i) + "-" + partitions.get(i),
                    offsets.get(i) + 1,
                    Math::max);
        }
        feeds.note(next);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> header(Message<?> batch, String name) {
        if (batch.getHeaders().get(name) instanceof List<?> values) {
            return (List<T>) values;
        }
        throw new IllegalStateException("a batch without " + name);
    }
}
