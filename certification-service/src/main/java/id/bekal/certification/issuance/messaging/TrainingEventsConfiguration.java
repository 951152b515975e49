package id.bekal.certification.issuance.messaging;

import id.bekal.certification.holder.ErasingHolders;
import id.bekal.certification.holder.IssuingHolderKeys;
import id.bekal.certification.issuance.IssuingCertificates;
import id.bekal.certification.link.SharingCertificates;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.tracing.TraceContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrainingEventsConfiguration {

    @Bean
    EventConsumer trainingEvents(
            TraceContext traces,
            IssuingHolderKeys issuingKeys,
            ErasingHolders erasing,
            SharingCertificates sharing,
            IssuingCertificates issuing) {
        return new EventConsumer(traces)
                .on(LearnerEnrolled.class, issuingKeys::on)
                .on(LearnersMerged.class, merged -> erasing.on(merged))
                .on(
                        LearnerErased.class,
                        erased -> {
                            erasing.on(erased);
                            sharing.on(erased);
                        })
                .on(ProgramCompleted.class, issuing::on);
    }
}
