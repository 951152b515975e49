package id.bekal.identity.revocation.messaging;

import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.identity.institution.FollowingInstitutions;
import id.bekal.identity.revocation.EndingTokens;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AgreementsEventsConfiguration {

    @Bean
    EventConsumer agreementsEvents(
            TraceContext traces, FollowingInstitutions following, EndingTokens ending) {
        return new EventConsumer(traces)
                .on(
                        InstitutionEvent.class,
                        (event, envelope) -> {
                            following.on(event, envelope.sequenceNumber());
                            // also when nothing was new: a crash may have come in between
                            ending.onStandingOf(event.institution().id());
                        });
    }
}
