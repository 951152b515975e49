package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;

import java.util.Locale;
import java.util.regex.Pattern;

/** What stands for an issuer in its certificate numbers: 2 to 12 of {@code A-Z 0-9 -}. */
public record IssuerCode(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9-]{2,12}");
    private static final int LONGEST = 12;
    private static final int DISTINGUISHING = 4;

    public IssuerCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidInputException("code", "MALFORMED");
        }
    }

    /**
     * The code an issuer has until it sets its own: its id in the shape of a code.
     *
     * @param attempt 0 for the plain one; later ones end in letters that set it apart from others
     */
    static IssuerCode byDefault(InstitutionId issuer, int attempt) {
        String plain = issuer.value().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9-]", "-");
        if (attempt == 0 && plain.length() >= 2) {
            return new IssuerCode(cut(plain, LONGEST));
        }
        String apart =
                NewIds.derived("issuer code " + issuer + ' ' + attempt)
                        .substring(0, DISTINGUISHING)
                        .toUpperCase(Locale.ROOT);
        return new IssuerCode(cut(plain, LONGEST - DISTINGUISHING - 1) + '-' + apart);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
