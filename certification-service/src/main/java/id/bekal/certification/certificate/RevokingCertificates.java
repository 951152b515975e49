package id.bekal.certification.certificate;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;

/** An issuer makes a certificate of its own void. */
@Service
public class RevokingCertificates {

    private final Certificates certificates;
    private final Clock clock;

    RevokingCertificates(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * @throws id.bekal.platform.web.NotFoundException when there is none, or it is another issuer's
     */
    public Outcome<Certificate> handle(CertificateId id, InstitutionId issuer, String reason) {
        return Changes.change(
                certificates,
                id,
                certificate -> certificate.issuer().equals(issuer),
                certificate -> certificate.revoke(reason, LocalDate.now(clock), clock.instant()));
    }
}
