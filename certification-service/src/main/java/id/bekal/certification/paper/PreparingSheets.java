package id.bekal.certification.paper;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.Naming;
import id.bekal.platform.Outcome;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import java.util.List;

/** Makes a certificate, whom it names and its issuer's template into what is printed. */
@Service
public class PreparingSheets {

    private final Holders holders;
    private final Templates templates;
    private final String publicUrl;

    PreparingSheets(
            Holders holders,
            Templates templates,
            @Value("${bekal.public-url:http://localhost:8080}") String publicUrl) {
        this.holders = holders;
        this.templates = templates;
        this.publicUrl = publicUrl;
    }

    /** Refused when nobody can be named. */
    public Outcome<Sheet> of(Certificate certificate) {
        Naming naming = certificate.naming(holders.keysOf(List.of(certificate.learner())));
        return switch (naming) {
            case Naming.Named(Holder holder) -> Outcome.accepted(sheet(certificate, holder));
            case Naming.Erased() -> Outcome.refused(PaperRule.HOLDER_IS_ERASED);
            case Naming.Unnamed() -> Outcome.refused(PaperRule.HOLDER_IS_UNKNOWN);
        };
    }

    private Sheet sheet(Certificate certificate, Holder holder) {
        String verify = publicUrl + "/verify/" + certificate.token();
        return new Sheet(
                certificate.kind(),
                certificate.number(),
                holder,
                certificate.title(),
                certificate.field(),
                certificate.hours(),
                certificate.units(),
                certificate.issuerName(),
                certificate.issuerCity(),
                certificate.issuedOn(),
                certificate.validUntil(),
                certificate.scheme(),
                verify,
                verify,
                null,
                templates.of(certificate.issuer()).look());
    }
}
