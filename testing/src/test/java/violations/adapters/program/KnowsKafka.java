package violations.adapters.program;

import org.apache.kafka.clients.producer.ProducerRecord;

class KnowsKafka {

    void send(ProducerRecord<String, String> message) {
        message.value();
    }
}
