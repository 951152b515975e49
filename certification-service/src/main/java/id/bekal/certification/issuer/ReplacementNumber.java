package id.bekal.certification.issuer;

/** Which number a certificate gets that takes another's place. */
public enum ReplacementNumber {
    /** The next one of the series of the year in which it is replaced. */
    NEW,
    /** The old one, marked: {@code 00017-R1/BLK-MADIUN/2026}. */
    SUFFIX
}
