package id.bekal.certification.issuance.messaging;

import id.bekal.certification.issuance.IssuingCertificates;
import id.bekal.certification.issuer.FollowingInstitutions;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgreementsEventsConfiguration {

    @Bean
    EventConsumer agreementsEvents(
            TraceContext traces, FollowingInstitutions following, IssuingCertificates issuing) {
        return new EventConsumer(traces)
                .on(
                        InstitutionEvent.class,
                        (event, envelope) -> {
                            following.on(event, envelope.sequenceNumber());
                            // also when nothing was new: a crash may have come in between
                            issuing.onStandingOf(event.institution().id());
                        });
    }
}
