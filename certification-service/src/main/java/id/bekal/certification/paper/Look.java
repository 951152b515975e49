package id.bekal.certification.paper;

import org.jspecify.annotations.Nullable;

/**
 * How an issuer's papers look.
 *
 * @param primary of titles, frame and table
 * @param accent of ornaments and rules
 * @param logo null: an ornament stands in its place
 * @param signatory null: a line to sign on, under the issuer's name
 */
public record Look(
        Colour primary, Colour accent, @Nullable Logo logo, @Nullable Signatory signatory) {

    /** Of an issuer that has not set its own. */
    static final Look DEFAULT = new Look(new Colour("#14424F"), new Colour("#8F6418"), null, null);

    Look with(Colour otherPrimary, Colour otherAccent, @Nullable Signatory other) {
        return new Look(otherPrimary, otherAccent, logo, other);
    }

    Look with(@Nullable Logo other) {
        return new Look(primary, accent, other, signatory);
    }
}
