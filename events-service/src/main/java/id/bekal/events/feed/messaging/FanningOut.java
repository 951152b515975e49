package id.bekal.events.feed.messaging;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.FeedEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.events.feed.FeedRecord;
import id.bekal.events.feed.FeedRules;
import id.bekal.events.feed.ProgramParties;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Puts each event on the feeds' topic once for every institution that may read it, keyed by the
 * institution. Sent twice it does no harm: a feed takes an id once.
 */
@Component
class FanningOut {

    private final FeedRules rules;
    private final ProgramParties programs;
    private final KafkaTemplate<String, byte[]> kafka;

    FanningOut(FeedRules rules, ProgramParties programs, KafkaTemplate<String, byte[]> kafka) {
        this.rules = rules;
        this.programs = programs;
        this.kafka = kafka;
    }

    /**
     * Sends what institutions may read of an event; who calls waits for the answers.
     *
     * @throws id.bekal.contracts.MalformedEventException when it is no event of ours
     */
    List<CompletableFuture<?>> fanOut(byte[] value) {
        EventEnvelope envelope = EventEnvelope.parse(value);
        List<CompletableFuture<?>> sent = new ArrayList<>();
        // a type of a later version: who reads this one's feeds cannot know it either
        EventTypes.type(envelope.type())
                .ifPresent(type -> fanOut(envelope.event(type), envelope, sent));
        return sent;
    }

    private void fanOut(
            DomainEvent event, EventEnvelope envelope, List<CompletableFuture<?>> sent) {
        if (event instanceof ProgramPlanned planned) {
            programs.onPlanned(planned.program());
        }
        if (event instanceof LearnerErased erased) {
            byte[] record = FeedRecord.erasing(erased.learner()).toJson();
            for (int partition = 0; partition < FeedTopic.PARTITIONS; partition++) {
                sent.add(
                        kafka.send(
                                new ProducerRecord<>(
                                        FeedTopic.NAME,
                                        partition,
                                        erased.learner().value(),
                                        record)));
            }
        }
        for (InstitutionId institution : envelope.audienceIds()) {
            rules.readableBy(institution, event, envelope.data())
                    .map(
                            data ->
                                    FeedRecord.of(
                                            new FeedEvent(
                                                    envelope.specversion(),
                                                    envelope.id(),
                                                    envelope.source(),
                                                    envelope.type(),
                                                    envelope.subject(),
                                                    envelope.time(),
                                                    envelope.datacontenttype(),
                                                    envelope.sequence(),
                                                    institution,
                                                    0,
                                                    null,
                                                    data),
                                            FeedRules.learners(event)))
                    .ifPresent(
                            record ->
                                    sent.add(
                                            kafka.send(
                                                    FeedTopic.NAME,
                                                    institution.value(),
                                                    record.toJson())));
        }
    }
}
