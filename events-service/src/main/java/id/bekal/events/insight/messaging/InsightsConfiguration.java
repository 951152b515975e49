package id.bekal.events.insight.messaging;

import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.contracts.training.SessionHeld;
import id.bekal.events.feed.Feeds;
import id.bekal.events.insight.KeepingRecords;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same topics as the feeds', read by a group of their own: neither waits for the other. */
@Configuration(proxyBeanMethods = false)
class InsightsConfiguration {

    @Bean
    InsightEvents insightAgreements(Feeds positions, TraceContext traces, KeepingRecords records) {
        return new InsightEvents(
                "insight",
                positions,
                new EventConsumer(traces)
                        .on(
                                InstitutionEvent.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                AgreementEvent.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber())));
    }

    @Bean
    InsightEvents insightTraining(Feeds positions, TraceContext traces, KeepingRecords records) {
        return new InsightEvents(
                "insight",
                positions,
                new EventConsumer(traces)
                        .on(
                                ProgramPlanned.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                ProgramOpened.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                ProgramStarted.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                ProgramCompleted.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                ProgramCancelled.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                LearnerEnrolled.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                LearnerWithdrawn.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(
                                SessionHeld.class,
                                (event, envelope) -> records.on(event, envelope.sequenceNumber()))
                        .on(LearnersMerged.class, event -> records.on(event)));
    }

    @Bean
    InsightEvents insightCertification(
            Feeds positions, TraceContext traces, KeepingRecords records) {
        return new InsightEvents(
                "insight",
                positions,
                new EventConsumer(traces)
                        .on(CertificateIssued.class, event -> records.on(event))
                        .on(CompetenceRecorded.class, event -> records.on(event))
                        .on(CertificateRevoked.class, event -> records.on(event))
                        .on(CertificateReplaced.class, event -> records.on(event)));
    }
}
