package id.bekal.certification.status;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.certificate.StatusEntry;
import id.bekal.contracts.CertificateId;

import org.springframework.stereotype.Service;

/**
 * Sets the bit of a certificate that became void. Driven by the certificate's own event, so that it
 * happens whatever crashes after the certificate was saved.
 */
@Service
public class PublishingStatus {

    private final Certificates certificates;
    private final StatusLists lists;

    PublishingStatus(Certificates certificates, StatusLists lists) {
        this.certificates = certificates;
        this.lists = lists;
    }

    /**
     * @throws IllegalStateException when there is no such certificate: its event came from it
     */
    public void onVoid(CertificateId id) {
        Certificate certificate =
                certificates
                        .find(id)
                        .orElseThrow(() -> new IllegalStateException("no certificate " + id));
        StatusEntry entry = certificate.statusEntry();
        if (entry != null) {
            lists.set(entry);
        }
    }
}
