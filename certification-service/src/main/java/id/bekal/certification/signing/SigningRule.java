package id.bekal.certification.signing;

import id.bekal.platform.Rule;

/** What may object to a change of an issuer's keys. */
public enum SigningRule implements Rule {
    /** The issuer has no key of this id. */
    NO_SUCH_KEY,
    /** It only verifies since long. */
    RETIRED_ALREADY
}
