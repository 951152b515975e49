package id.bekal.certification.issuance.messaging;

import id.bekal.certification.issuance.IssuingCertificates;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrainingEventsConfiguration {

    @Bean
    EventConsumer trainingEvents(TraceContext traces, IssuingCertificates issuing) {
        return new EventConsumer(traces)
                .on(ProgramCompleted.class, (completed, envelope) -> issuing.on(completed));
    }
}
