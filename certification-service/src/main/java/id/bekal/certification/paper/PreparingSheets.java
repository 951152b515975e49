package id.bekal.certification.paper;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.holder.Naming;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.platform.Outcome;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;

/** Makes a certificate, whom it names and its issuer's template into what is printed. */
@Service
public class PreparingSheets {

    private final Holders holders;
    private final Templates templates;
    private final PublicUrl publicUrl;
    private final PaperSettings settings;

    PreparingSheets(
            Holders holders, Templates templates, PublicUrl publicUrl, PaperSettings settings) {
        this.holders = holders;
        this.templates = templates;
        this.publicUrl = publicUrl;
        this.settings = settings;
    }

    /** Refused when nobody can be named, or the certificate is void. */
    public Outcome<Sheet> of(Certificate certificate) {
        return of(certificate, holders.keysOf(List.of(certificate.learner())));
    }

    /**
     * @param keys with the learner's
     */
    public Outcome<Sheet> of(Certificate certificate, KeyRing keys) {
        if (certificate.isVoid()) {
            return Outcome.refused(PaperRule.CERTIFICATE_IS_VOID);
        }
        return switch (certificate.naming(keys)) {
            case Naming.Named(Holder holder) ->
                    Outcome.accepted(sheet(certificate, holder, certificate.credential(keys)));
            case Naming.Erased() -> Outcome.refused(PaperRule.HOLDER_IS_ERASED);
            case Naming.Unnamed() -> Outcome.refused(PaperRule.HOLDER_IS_UNKNOWN);
        };
    }

    private Sheet sheet(Certificate certificate, Holder holder, @Nullable String credential) {
        String verify = publicUrl.of("/verify/" + certificate.token());
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
                credential,
                CredentialCode.text(settings.qr(), certificate.number(), credential),
                templates.of(certificate.issuer()).look());
    }
}
