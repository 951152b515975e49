package id.bekal.training.program.messaging;

import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;
import id.bekal.training.institution.Institutions;
import id.bekal.training.program.FollowingAgreements;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What agreements-service tells: who there is, and what may be done together. */
@Configuration(proxyBeanMethods = false)
class AgreementsEventsConfiguration {

    @Bean
    EventConsumer agreementsEvents(
            TraceContext traces, Institutions institutions, FollowingAgreements following) {
        return new EventConsumer(traces)
                .on(InstitutionEvent.class, institutions::on)
                .on(AgreementEvent.class, following::on);
    }
}
