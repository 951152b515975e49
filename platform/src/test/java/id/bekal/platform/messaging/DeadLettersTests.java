package id.bekal.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class DeadLettersTests {

    private static final byte[] RECORD = "record".getBytes(StandardCharsets.UTF_8);

    /** Consumers of a topic each, and two of one. */
    @Nested
    class Consumers {

        private final List<String> called = new ArrayList<>();
        private final Map<String, RecordConsumer> consumers = new LinkedHashMap<>();

        private Map<String, RecordConsumer> byTopic() {
            return DeadLetters.byTopic(consumers, name -> name.substring(0, name.indexOf('-')));
        }

        @Test
        void areFoundByTheirTopic() {
            consumers.put("training-feed", value -> called.add("feed"));
            consumers.put("agreements-feed", value -> called.add("other"));
            byTopic().get("training").consume(RECORD);
            assertThat(called).containsExactly("feed");
        }

        @Test
        void areAllCalledWhenTheyReadOneTopic() {
            consumers.put("training-feed", value -> called.add("feed"));
            consumers.put("training-figures", value -> called.add("figures"));
            consumers.put("training-more", value -> called.add("more"));
            byTopic().get("training").consume(RECORD);
            assertThat(called).containsExactly("feed", "figures", "more");
        }

        @Test
        void failTogether() {
            consumers.put("training-feed", value -> called.add("feed"));
            consumers.put(
                    "training-figures",
                    value -> {
                        throw new IllegalStateException("again");
                    });
            RecordConsumer both = byTopic().get("training");
            assertThatThrownBy(() -> both.consume(RECORD)).hasMessage("again");
        }

        @Test
        void areNoneForAnotherTopic() {
            assertThat(byTopic()).doesNotContainKey("training");
        }
    }
}
