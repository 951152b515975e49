package id.bekal.certification.certificate;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * An issuer makes a certificate of its own void: one person asks for it, another one confirms. Each
 * method throws {@link id.bekal.platform.web.NotFoundException} when there is no such certificate,
 * or it is another issuer's.
 */
@Service
public class RevokingCertificates {

    private final Certificates certificates;
    private final RevocationSettings settings;
    private final Clock clock;

    RevokingCertificates(Certificates certificates, RevocationSettings settings, Clock clock) {
        this.certificates = certificates;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param by the client or account that asks
     */
    public Outcome<Certificate> request(
            CertificateId id, InstitutionId issuer, String by, String reason) {
        return change(
                id,
                issuer,
                certificate ->
                        certificate.requestRevocation(
                                reason, by, clock.instant(), settings.requestsLapseAfter()));
    }

    /**
     * @param by the client or account that confirms
     */
    public Outcome<Certificate> confirm(CertificateId id, InstitutionId issuer, String by) {
        return change(
                id,
                issuer,
                certificate ->
                        certificate.confirmRevocation(by, LocalDate.now(clock), clock.instant()));
    }

    public Outcome<Certificate> refuse(CertificateId id, InstitutionId issuer) {
        return change(id, issuer, certificate -> certificate.refuseRevocation(clock.instant()));
    }

    private Outcome<Certificate> change(
            CertificateId id,
            InstitutionId issuer,
            Function<Certificate, Outcome<Certificate>> command) {
        return Changes.change(
                certificates, id, certificate -> certificate.issuer().equals(issuer), command);
    }
}
