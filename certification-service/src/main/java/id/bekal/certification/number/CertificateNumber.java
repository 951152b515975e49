package id.bekal.certification.number;

import id.bekal.contracts.certification.CertificateKind;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written: {@code 00017/BLK-MADIUN/2026}, {@code 00003/SK/BLK-MADIUN/2026}; and the
 * second to take the place of the first, {@code 00017-R2/BLK-MADIUN/2026}.
 */
public final class CertificateNumber {

    /** So many digits of a revision fit an int, with one more. */
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?<ordinal>\\d{5,})(-R(?<revision>[1-9]\\d{0,8}))?"
                            + "(?<series>/(SK/)?[A-Z0-9-]{2,12}/\\d{4})");

    private CertificateNumber() {}

    /**
     * @param ordinal place in the series, from 1
     * @param code the issuer's
     */
    public static String text(SeriesId series, long ordinal, String code) {
        return "%05d/%s%s/%d".formatted(ordinal, mark(series.kind()), code, series.year());
    }

    /**
     * The number of the one that takes the place of the one with this number. A number is replaced
     * once, so no other gets it.
     *
     * @throws IllegalArgumentException when it is no number of an issuer's series
     */
    public static String replacing(String number) {
        Matcher parts = SHAPE.matcher(number);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of a series: " + number);
        }
        String revision = parts.group("revision");
        int next = revision == null ? 1 : Integer.parseInt(revision) + 1;
        return parts.group("ordinal") + "-R" + next + parts.group("series");
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
