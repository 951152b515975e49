package id.bekal.platform.messaging;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.config.TopicBuilder;

/** Topics as this installation makes them. */
public final class Topics {

    /** Bytes of a record; {@code max.request.size} of the producers is the same. */
    private static final String LARGEST_RECORD = "8388608";

    private Topics() {}

    /** One whose records are kept for good. */
    public static NewTopic kept(String name, int partitions, int replication) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replication)
                .config("retention.ms", "-1")
                .config("max.message.bytes", LARGEST_RECORD)
                .build();
    }
}
