package id.bekal.certification.paper;

import id.bekal.platform.web.InvalidInputException;

import java.util.regex.Pattern;

/** An sRGB colour, written {@code #RRGGBB}. */
public record Colour(String value) {

    /** What WCAG asks of text against its background. */
    static final double LEAST_CONTRAST = 4.5;

    private static final Pattern SHAPE = Pattern.compile("#[0-9A-Fa-f]{6}");

    public Colour {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidInputException("colour", "MALFORMED");
        }
    }

    /**
     * @param field named when the value is malformed
     */
    public static Colour of(String field, String value) {
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidInputException(field, "MALFORMED");
        }
        return new Colour(value);
    }

    /** Contrast with white paper, from 1 to 21, as WCAG 2 computes it. */
    double contrastOnWhite() {
        return 1.05 / (luminance() + 0.05);
    }

    boolean isReadable() {
        return contrastOnWhite() >= LEAST_CONTRAST;
    }

    private double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /**
     * Mixed with white.
     *
     * @param share of this colour, from 0 to 1
     */
    Colour tint(double share) {
        return of(mixed(red(), share), mixed(green(), share), mixed(blue(), share));
    }

    private static double mixed(double part, double share) {
        return 1 - (1 - part) * share;
    }

    private static Colour of(double red, double green, double blue) {
        return new Colour(
                "#%02X%02X%02X"
                        .formatted(
                                Math.round(red * 255),
                                Math.round(green * 255),
                                Math.round(blue * 255)));
    }

    /** From 0 to 1. */
    float red() {
        return part(1);
    }

    float green() {
        return part(3);
    }

    float blue() {
        return part(5);
    }

    private float part(int from) {
        return Integer.parseInt(value, from, from + 2, 16) / 255f;
    }
}
