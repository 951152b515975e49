package id.bekal.certification.status.messaging;

import id.bekal.certification.status.PublishingStatus;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.messaging.EventsInBatches;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CertificationEventsConfiguration {

    @Bean
    EventsInBatches certificationEvents(TraceContext traces, PublishingStatus publishing) {
        return new EventsInBatches(
                new EventConsumer(traces)
                        .on(
                                CertificateRevoked.class,
                                revoked -> publishing.onVoid(revoked.certificate()))
                        .on(
                                CertificateReplaced.class,
                                replaced -> publishing.onVoid(replaced.certificate())));
    }
}
