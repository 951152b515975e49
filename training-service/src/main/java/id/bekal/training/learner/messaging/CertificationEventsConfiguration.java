package id.bekal.training.learner.messaging;

import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.training.learner.KeepingRecords;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Certificates come back into the learner's record. */
@Configuration(proxyBeanMethods = false)
class CertificationEventsConfiguration {

    @Bean
    EventConsumer certificationEvents(TraceContext traces, KeepingRecords records) {
        return new EventConsumer(traces)
                .on(HolderKeyIssued.class, records::on)
                .on(CertificateIssued.class, records::on)
                .on(CompetenceRecorded.class, records::on)
                .on(CertificateRevoked.class, records::on);
    }
}
