package id.bekal.certification.verification;

/** What checking something that somebody brought comes to. */
public enum Verdict {
    /** Signed by an issuer of this installation, unchanged, and of a certificate that is here. */
    GENUINE,
    /** Neither text nor file. */
    NOTHING_GIVEN,
    /** No compact JWS (RFC 7515 section 7.1). */
    NOT_A_CREDENTIAL,
    /** Larger than what is looked at. */
    TOO_LARGE,
    NO_CREDENTIAL_IN_PDF,
    /** Which of them counts would be a guess. */
    SEVERAL_CREDENTIALS_IN_PDF,
    /** Looks like a credential, and is none of ours: header, payload or their relation is wrong. */
    MALFORMED,
    /** Signed by nobody whose keys are here. */
    UNKNOWN_ISSUER,
    /** Changed, or signed by someone else than it says. */
    BAD_SIGNATURE,
    /** Well signed, and about something else, such as a status list. */
    NOT_A_CERTIFICATE,
    /** Well signed, and of no certificate that is here. */
    UNKNOWN_CERTIFICATE;

    /** Whether the signature was looked at and found to be the issuer's. */
    public boolean isWellSigned() {
        return switch (this) {
            case GENUINE, NOT_A_CERTIFICATE, UNKNOWN_CERTIFICATE -> true;
            default -> false;
        };
    }
}
