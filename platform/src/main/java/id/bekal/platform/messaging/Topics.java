package id.bekal.platform.messaging;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.config.TopicBuilder;

/** Topics as this installation makes them. */
public final class Topics {

    private final int replication;
    private final int largestRecord;

    /**
     * @param replication copies of each
     * @param largestRecord in bytes; the producers' limit is the same
     */
    public Topics(int replication, int largestRecord) {
        this.replication = replication;
        this.largestRecord = largestRecord;
    }

    /** One whose records are kept for good. */
    public NewTopic kept(String name, int partitions) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replication)
                .config("retention.ms", "-1")
                .config("max.message.bytes", Integer.toString(largestRecord))
                .build();
    }
}
