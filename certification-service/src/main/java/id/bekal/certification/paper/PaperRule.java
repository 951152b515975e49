package id.bekal.certification.paper;

import id.bekal.platform.Rule;

/** What may object to a paper, or to the template of papers. */
public enum PaperRule implements Rule {
    /** It was revoked or replaced: printed anew it would look as good as ever. */
    CERTIFICATE_IS_VOID,
    /** The learner was erased: a paper without a name is not drawn. */
    HOLDER_IS_ERASED,
    /** The certificate was issued without a holder. */
    HOLDER_IS_UNKNOWN,
    /** A colour would hardly be read on white paper. */
    COLOUR_IS_TOO_PALE,
    /** A logo has more pixels than are taken. */
    LOGO_IS_TOO_LARGE,
    /** As many papers are drawn as may be at once, and none was done in time. */
    PAPER_BUSY
}
