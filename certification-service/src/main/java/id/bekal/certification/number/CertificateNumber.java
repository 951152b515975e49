package id.bekal.certification.number;

import id.bekal.contracts.certification.CertificateKind;

/** How a number is written: {@code 00017/BLK-MADIUN/2026}, {@code 00003/SK/BLK-MADIUN/2026}. */
public final class CertificateNumber {

    private CertificateNumber() {}

    /**
     * @param ordinal place in the series, from 1
     * @param code the issuer's
     */
    public static String text(SeriesId series, long ordinal, String code) {
        return "%05d/%s%s/%d".formatted(ordinal, mark(series.kind()), code, series.year());
    }

    private static String mark(CertificateKind kind) {
        return switch (kind) {
            case TRAINING -> "";
            case STATEMENT_OF_ATTAINMENT -> "SK/";
            case COMPETENCE ->
                    throw new IllegalArgumentException(
                            "a competence certificate has its body's own number");
        };
    }
}
