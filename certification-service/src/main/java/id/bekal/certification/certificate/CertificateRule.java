package id.bekal.certification.certificate;

import id.bekal.platform.Rule;

/** What may object to a change of a certificate. */
public enum CertificateRule implements Rule {
    /** A certificate is revoked once. */
    ALREADY_REVOKED,
    /** A certificate that gave way to another is void already. */
    ALREADY_REPLACED
}
