package id.bekal.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.support.GenericMessage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class EventsInBatchesTests {

    private final List<String> consumed = new ArrayList<>();
    private final EventsInBatches batches =
            new EventsInBatches(
                    value -> {
                        String text = new String(value, StandardCharsets.UTF_8);
                        if (text.equals("poison")) {
                            throw new IllegalStateException(text);
                        }
                        consumed.add(text);
                    });

    private void accept(String... values) {
        batches.accept(
                new GenericMessage<>(
                        Stream.of(values)
                                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                                .toList()));
    }

    @Test
    void consumesAllInOrder() {
        accept("a", "b", "c");
        assertThat(consumed).containsExactly("a", "b", "c");
    }

    @Test
    void namesTheRecordThatFailedAndGoesNoFurther() {
        assertThatExceptionOfType(BatchListenerFailedException.class)
                .isThrownBy(() -> accept("a", "poison", "c"))
                .satisfies(failed -> assertThat(failed.getIndex()).isEqualTo(1))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(consumed).containsExactly("a");
    }
}
