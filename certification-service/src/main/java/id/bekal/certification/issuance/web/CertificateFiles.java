package id.bekal.certification.issuance.web;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.paper.DrawnPapers;
import id.bekal.certification.paper.PreparingSheets;
import id.bekal.certification.paper.Sheet;
import id.bekal.certification.verification.web.VerificationView;
import id.bekal.platform.Outcome;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The files a certificate consists of. */
@Component
class CertificateFiles {

    /**
     * @param ending of the file's name, with its dot
     */
    record File(String ending, byte[] content) {}

    private final Holders holders;
    private final PreparingSheets preparing;
    private final DrawnPapers papers;
    private final JsonMapper json;
    private final Clock clock;

    CertificateFiles(
            Holders holders,
            PreparingSheets preparing,
            DrawnPapers papers,
            JsonMapper json,
            Clock clock) {
        this.holders = holders;
        this.preparing = preparing;
        this.papers = papers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Makes them, of one certificate: what anyone verifies, and of one that names somebody the
     * credential and the paper too.
     */
    List<File> of(Certificate certificate) {
        KeyRing keys = holders.keysOf(List.of(certificate.learner()));
        List<File> files = new ArrayList<>();
        files.add(
                new File(
                        ".json",
                        json.writeValueAsBytes(
                                VerificationView.of(
                                        certificate, certificate.naming(keys), clock))));
        String credential = certificate.credential(keys);
        if (credential != null) {
            files.add(new File(".jwt", credential.getBytes(StandardCharsets.US_ASCII)));
        }
        if (preparing.of(certificate, keys) instanceof Outcome.Accepted<Sheet>(Sheet sheet)) {
            files.add(new File(".pdf", papers.of(sheet)));
        }
        return files;
    }
}
