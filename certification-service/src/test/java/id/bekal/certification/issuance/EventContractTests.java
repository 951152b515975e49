package id.bekal.certification.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.Samples;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.testing.EventContract;

import org.junit.jupiter.api.Test;

import java.time.ZonedDateTime;
import java.util.Optional;

/** The published completion can be issued from; what is withheld is told as published. */
class EventContractTests {

    private final Issuance issuance =
            new Issuance(
                    EventEnvelope.parse(Samples.of(ProgramCompleted.class))
                            .event(ProgramCompleted.class));

    @Test
    void aCompletedProgramEntitlesItsGraduateAndItsLeaver() {
        assertThat(issuance.entitled(CertificateKind.TRAINING))
                .singleElement()
                .satisfies(graduate -> assertThat(graduate.units()).hasSize(2));
        assertThat(issuance.entitled(CertificateKind.STATEMENT_OF_ATTAINMENT))
                .singleElement()
                .satisfies(leaver -> assertThat(leaver.units()).hasSize(1));
    }

    @Test
    void aWithheldIssuanceIsRecordedAsPublished() {
        issuance.decide(Optional.empty(), ZonedDateTime.parse("2026-11-24T02:00:00Z"));
        assertThat(issuance.recorded())
                .singleElement()
                .isInstanceOf(IssuanceWithheld.class)
                .satisfies(EventContract::assertConforms);
    }
}
