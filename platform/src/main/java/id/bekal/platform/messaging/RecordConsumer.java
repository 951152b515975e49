package id.bekal.platform.messaging;

/** What a service does with the records of a topic, one by one: a dead letter is handled again. */
public interface RecordConsumer {

    /**
     * Handles one record's value.
     *
     * @throws id.bekal.contracts.MalformedEventException when it is no record of that topic
     */
    void consume(byte[] value);
}
