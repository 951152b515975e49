package id.bekal.training.curriculum;

import id.bekal.platform.web.InvalidInputException;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * A competency unit of a curriculum.
 *
 * @param key names it within the curriculum: its code, or {@code unit-1} … where it has none
 * @param code SKKNI code, in one of its three shapes: {@code X.NNAAANN.NNN.N}, {@code
 *     X.NNNNNN.NNN.NN}, {@code AAA.AANN.NNN.NN}
 * @param hours JP of 45 minutes
 */
public record Unit(
        String key, @Nullable String code, String titleId, @Nullable String titleEn, int hours) {

    private static final Pattern CODE =
            Pattern.compile(
                    "[A-Z]\\.\\d{2}[A-Z]{3}\\d{2}\\.\\d{3}\\.\\d"
                            + "|[A-Z]\\.\\d{6}\\.\\d{3}\\.\\d{2}"
                            + "|[A-Z]{3}\\.[A-Z]{2}\\d{2}\\.\\d{3}\\.\\d{2}");

    public Unit {
        if (code != null && !CODE.matcher(code).matches()) {
            throw new InvalidInputException("units.code", "SKKNI_CODE_MALFORMED");
        }
        if (hours < 1) {
            throw new InvalidInputException("units.hours", "OUT_OF_RANGE");
        }
    }
}
