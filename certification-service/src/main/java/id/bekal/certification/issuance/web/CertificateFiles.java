package id.bekal.certification.issuance.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.verification.web.VerificationView;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.List;

/** The files a certificate consists of. */
@Component
class CertificateFiles {

    /**
     * @param ending of the file's name, with its dot
     */
    record File(String ending, byte[] content) {}

    private final JsonMapper json;
    private final Clock clock;

    CertificateFiles(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes them, of one certificate. Until it is signed and printed here, that is what anyone
     * verifies; the credential ({@code .jwt}) and the PDF belong into this list and nowhere else.
     */
    List<File> of(Certificate certificate, Naming naming) {
        return List.of(
                new File(
                        ".json",
                        json.writeValueAsBytes(VerificationView.of(certificate, naming, clock))));
    }
}
