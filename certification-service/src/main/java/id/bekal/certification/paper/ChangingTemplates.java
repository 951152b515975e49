package id.bekal.certification.paper;

import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * An issuer sets how its papers look, those already printed excepted. Each method throws {@link
 * NotFoundException} when the institution is none that issues.
 */
@Service
public class ChangingTemplates {

    private final Templates templates;
    private final Issuers issuers;

    ChangingTemplates(Templates templates, Issuers issuers) {
        this.templates = templates;
        this.issuers = issuers;
    }

    /** Sets colours and signatory; the logo stays. */
    public Outcome<Template> change(
            InstitutionId issuer, Colour primary, Colour accent, @Nullable Signatory signatory) {
        begin(issuer);
        return Changes.change(
                templates,
                issuer,
                any -> true,
                template -> template.change(primary, accent, signatory));
    }

    /**
     * @param file as it came
     */
    public Outcome<Template> show(InstitutionId issuer, Logo.Format format, byte[] file) {
        begin(issuer);
        return Logo.read(format, file)
                .then(
                        logo ->
                                Changes.change(
                                        templates,
                                        issuer,
                                        any -> true,
                                        template -> template.show(logo)));
    }

    /** The ornament stands in the logo's place again. */
    public Outcome<Template> showNoLogo(InstitutionId issuer) {
        begin(issuer);
        return Changes.change(
                templates, issuer, any -> true, template -> template.show((Logo) null));
    }

    private void begin(InstitutionId issuer) {
        if (issuers.find(issuer).isEmpty()) {
            throw new NotFoundException();
        }
        templates.ensure(issuer);
    }
}
