package id.bekal.platform.messaging;

import org.apache.kafka.common.TopicPartition;

/** Told of each record that went to the dead letters, once it is there. */
@FunctionalInterface
public interface DeadLettered {

    /**
     * @param group who could not handle it
     */
    void on(String group, TopicPartition partition, long offset);
}
