package id.bekal.platform.messaging;

import id.bekal.platform.FailPoints;

import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.Message;

import java.util.List;
import java.util.function.Consumer;

/**
 * Consumes what a poll brought, event by event, and has it committed as a whole: for a topic of
 * which nearly all passes by, where a commit for each record would cost more than the records. Its
 * binding has {@code consumer.batch-mode: true}. A failure names its record: what was before it is
 * committed, it is retried and goes to the dead letters alone.
 */
public final class EventsInBatches implements Consumer<Message<List<byte[]>>>, RecordConsumer {

    private final RecordConsumer each;

    public EventsInBatches(RecordConsumer each) {
        this.each = each;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        List<byte[]> values = batch.getPayload();
        for (int i = 0; i < values.size(); i++) {
            try {
                each.consume(values.get(i));
            } catch (RuntimeException failed) {
                throw new BatchListenerFailedException("record " + i + " of a batch", failed, i);
            }
        }
        FailPoints.pass("consumer.before-commit");
    }

    @Override
    public void consume(byte[] value) {
        each.consume(value);
    }
}
