package id.bekal.certification.certificate;

import id.bekal.platform.Rule;

/** What may object to a change of a certificate. */
public enum CertificateRule implements Rule {
    /** A certificate is revoked once. */
    ALREADY_REVOKED,
    /** A certificate that gave way to another is void already. */
    ALREADY_REPLACED,
    /** Who holds an expired one is to be tested again. */
    ALREADY_EXPIRED,
    /** One request waits already; it is confirmed, refused, or lapses. */
    REVOCATION_REQUESTED_ALREADY,
    /** Nobody asked for it, or the request was refused or lapsed. */
    NO_REVOCATION_REQUESTED,
    /** Who asked for it cannot be who confirms it. */
    SECOND_PERSON_NEEDED
}
