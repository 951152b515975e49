package id.bekal.certification.issuance;

import id.bekal.platform.Rule;

/** What may object to replacing a certificate, beside its own state and its issuer's standing. */
enum ReplacementRule implements Rule {
    /** The learner was erased: no certificate can name the holder any more. */
    HOLDER_IS_ERASED,
    /** The issuer used the number for another certificate. */
    NUMBER_IS_TAKEN
}
