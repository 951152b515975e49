package id.bekal.training.program.messaging;

import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.training.learner.KeepingRecords;
import id.bekal.training.program.CreditingLearners;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * This service's own events, where one document's change must reach another: a transfer ends seats,
 * an end credits learners.
 */
@Configuration(proxyBeanMethods = false)
class TrainingEventsConfiguration {

    @Bean
    EventConsumer trainingEvents(
            TraceContext traces, CreditingLearners crediting, KeepingRecords records) {
        return new EventConsumer(traces)
                .on(LearnerTransferred.class, crediting::on)
                .on(LearnerReleased.class, crediting::on)
                .on(LearnersMerged.class, records::on)
                .on(LearnerErased.class, records::on)
                .on(LearnerWithdrawn.class, crediting::on)
                .on(ProgramCompleted.class, crediting::on)
                .on(ProgramCancelled.class, crediting::on);
    }
}
