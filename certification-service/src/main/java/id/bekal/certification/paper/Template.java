package id.bekal.certification.paper;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** How the papers of one issuer look; until it sets anything, as those of all others. */
@Document("templates")
public class Template extends Aggregate {

    @Id private InstitutionId id;
    private Look look;

    @SuppressWarnings("NullAway.Init")
    Template() {}

    Template(InstitutionId issuer) {
        this.id = issuer;
        this.look = Look.DEFAULT;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    /** Sets colours and signatory; the logo stays. */
    Outcome<Template> change(Colour primary, Colour accent, @Nullable Signatory signatory) {
        for (Colour colour : new Colour[] {primary, accent}) {
            if (!colour.isReadable()) {
                return Outcome.refused(
                        PaperRule.COLOUR_IS_TOO_PALE,
                        "colour",
                        colour.value(),
                        "contrast",
                        Math.floor(colour.contrastOnWhite() * 100) / 100,
                        "least",
                        Colour.LEAST_CONTRAST);
            }
        }
        look = look.with(primary, accent, signatory);
        return Outcome.accepted(this);
    }

    Outcome<Template> show(@Nullable Logo logo) {
        look = look.with(logo);
        return Outcome.accepted(this);
    }

    public InstitutionId id() {
        return id;
    }

    public Look look() {
        return look;
    }
}
