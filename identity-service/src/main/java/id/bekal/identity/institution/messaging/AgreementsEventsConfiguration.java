package id.bekal.identity.institution.messaging;

import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.identity.institution.FollowingInstitutions;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgreementsEventsConfiguration {

    @Bean
    EventConsumer agreementsEvents(TraceContext traces, FollowingInstitutions following) {
        return new EventConsumer(traces)
                .on(
                        InstitutionEvent.class,
                        (event, envelope) -> following.on(event, envelope.sequenceNumber()));
    }
}
