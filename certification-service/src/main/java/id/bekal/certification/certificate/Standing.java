package id.bekal.certification.certificate;

/** What verification answers, without a reason. */
public enum Standing {
    VALID,
    EXPIRED,
    REVOKED,
    REPLACED
}
