package id.bekal.certification.issuer;

import id.bekal.platform.Rule;

/** What may object to a change of an issuer. */
public enum IssuerRule implements Rule {
    /** A number code is, or once was, another issuer's. */
    CODE_IS_TAKEN,
    /** Its name tells of no custody, so there is nothing to choose. */
    ISSUER_IS_NO_PRISON
}
