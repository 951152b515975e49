package id.bekal.certification.certificate;

import static id.bekal.certification.certificate.CertificateFixture.NOTICES;
import static id.bekal.certification.certificate.CertificateFixture.NOW;
import static id.bekal.certification.certificate.CertificateFixture.TODAY;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.testing.EventContract;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What certificates record is what {@code contracts} publishes. */
class EventContractTests {

    private static List<DomainEvent> revoked() {
        return CertificateFixture.revoked().recorded();
    }

    private static List<DomainEvent> expiring() {
        Certificate certificate = CertificateFixture.competenceUntil(TODAY.plusDays(100));
        certificate.giveNotice(NOTICES, TODAY.plusDays(10), NOW);
        return certificate.recorded();
    }

    private static List<DomainEvent> replaced() {
        return CertificateFixture.replaced().recorded();
    }

    @Test
    void everyTypeIsRecordedAsPublished() {
        List<DomainEvent> recorded =
                Stream.of(revoked(), expiring(), replaced()).flatMap(List::stream).toList();
        recorded.forEach(EventContract::assertConforms);
        assertThat(recorded)
                .extracting(DomainEvent::getClass)
                .<Class<?>>containsExactly(
                        CertificateIssued.class,
                        CertificateRevoked.class,
                        CompetenceRecorded.class,
                        CertificateExpiring.class,
                        CertificateIssued.class,
                        CertificateReplaced.class);
    }
}
