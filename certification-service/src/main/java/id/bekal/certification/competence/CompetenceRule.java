package id.bekal.certification.competence;

import id.bekal.platform.Rule;

/** What may object to recording a competence certificate. */
enum CompetenceRule implements Rule {
    /** Only a certification body records competence. */
    CERTIFICATION_BODY_REQUIRED,
    /** Its licence lapsed, or it was dissolved. */
    ISSUER_NOT_IN_FORCE,
    /** It is a prison too: its name on a certificate would tell where the holder was. */
    ISSUER_REVEALS_CUSTODY,
    ASSESSED_IN_THE_FUTURE,
    VALIDITY_ENDS_BEFORE_IT_BEGINS,
    /** The program named another body to test its candidates. */
    NOT_THE_CERTIFIER,
    /** The learner was erased: no certificate can name the holder any more. */
    HOLDER_IS_ERASED,
    /** Training sealed nothing to print of this learner. */
    HOLDER_IS_UNKNOWN,
    /** This learner's certificate of this scheme and number exists. */
    ALREADY_RECORDED,
    /** The body used the number for another certificate. */
    NUMBER_IS_TAKEN
}
