package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class TemplateTests {

    private static final Colour DARK = new Colour("#7A1F2B");

    private final Template template = new Template(new InstitutionId("blk-madiun"));

    private static Object refusalOf(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).because();
    }

    @Nested
    class Colours {

        @Test
        void areTakenWhenTheyCanBeRead() {
            assertThat(template.change(DARK, DARK, null)).isInstanceOf(Outcome.Accepted.class);
            assertThat(template.look().primary()).isEqualTo(DARK);
        }

        @Test
        void areRefusedWhenTheyAreTooPale() {
            Colour pale = new Colour("#F0E68C");
            assertThat(refusalOf(template.change(pale, DARK, null)))
                    .isEqualTo(PaperRule.COLOUR_IS_TOO_PALE);
            assertThat(refusalOf(template.change(DARK, pale, null)))
                    .isEqualTo(PaperRule.COLOUR_IS_TOO_PALE);
            assertThat(template.look()).isEqualTo(Look.DEFAULT);
        }

        /** The two greys that WCAG's own examples stand at: 4.54 and 4.48. */
        @Test
        void needAContrastOfFourAndAHalf() {
            assertThat(new Colour("#767676").isReadable()).isTrue();
            assertThat(new Colour("#777777").isReadable()).isFalse();
            assertThat(new Colour("#000000").contrastOnWhite()).isEqualTo(21);
            assertThat(new Colour("#FFFFFF").contrastOnWhite()).isEqualTo(1);
        }

        @Test
        void canBeReadByDefault() {
            assertThat(Look.DEFAULT.primary().isReadable()).isTrue();
            assertThat(Look.DEFAULT.accent().isReadable()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "7A1F2B", "#7A1F2", "#7A1F2B0", "#7A1F2G", "red"})
        void areRefusedWhenMalformed(String malformed) {
            assertThatThrownBy(() -> Colour.of("accent", malformed))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            e -> assertThat(e.field()).isEqualTo("accent"));
        }
    }

    @Nested
    class Logos {

        @Test
        void stayWhenColoursChange() {
            Logo logo = read(Logo.Format.PNG, SheetFixture.logo("png"));
            template.show(logo);
            template.change(DARK, DARK, null);
            assertThat(template.look().logo()).isSameAs(logo);
            template.show(null);
            assertThat(template.look().logo()).isNull();
        }

        @Test
        void areTakenUpToTheMostPixels() {
            assertThat(read(Logo.Format.PNG, SheetFixture.picture("png", 2000, 40)).decoded())
                    .satisfies(image -> assertThat(image.getWidth()).isEqualTo(2000));
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpeg"})
        void areRefusedWithMorePixels(String format) {
            Logo.Format as = Logo.Format.valueOf(format.toUpperCase(java.util.Locale.ROOT));
            assertThat(refusalOf(Logo.read(as, SheetFixture.picture(format, 2001, 10))))
                    .isEqualTo(PaperRule.LOGO_IS_TOO_LARGE);
            assertThat(refusalOf(Logo.read(as, SheetFixture.picture(format, 10, 2001))))
                    .isEqualTo(PaperRule.LOGO_IS_TOO_LARGE);
        }

        @Test
        void areRefusedWhenTheyCannotBeDecoded() {
            byte[] png = SheetFixture.logo("png");
            refusesToRead(Logo.Format.PNG, new byte[0]);
            refusesToRead(Logo.Format.PNG, "<svg/>".getBytes(StandardCharsets.UTF_8));
            refusesToRead(Logo.Format.PNG, Arrays.copyOf(png, png.length / 2));
            byte[] jpeg = SheetFixture.logo("jpeg");
            refusesToRead(Logo.Format.JPEG, Arrays.copyOf(jpeg, 40));
        }

        @Test
        void areRefusedWhenTheyAreNotWhatTheySay() {
            refusesToRead(Logo.Format.JPEG, SheetFixture.logo("png"));
            refusesToRead(Logo.Format.PNG, SheetFixture.logo("jpeg"));
        }

        @Test
        void loseWhatIsNotThePicture() {
            byte[] jpeg = SheetFixture.logo("jpeg");
            byte[] comment = "taken at the prison".getBytes(StandardCharsets.UTF_8);
            byte[] told = new byte[jpeg.length + comment.length + 4];
            // a COM segment after the start of the image
            System.arraycopy(jpeg, 0, told, 0, 2);
            told[2] = (byte) 0xFF;
            told[3] = (byte) 0xFE;
            told[5] = (byte) (comment.length + 2);
            System.arraycopy(comment, 0, told, 6, comment.length);
            System.arraycopy(jpeg, 2, told, 6 + comment.length, jpeg.length - 2);
            assertThat(new String(told, StandardCharsets.ISO_8859_1)).contains("prison");
            assertThat(
                            new String(
                                    read(Logo.Format.JPEG, told).image(),
                                    StandardCharsets.ISO_8859_1))
                    .doesNotContain("prison");
        }

        private Logo read(Logo.Format format, byte[] file) {
            return ((Outcome.Accepted<Logo>) Logo.read(format, file)).value();
        }

        private void refusesToRead(Logo.Format format, byte[] file) {
            assertThatThrownBy(() -> Logo.read(format, file))
                    .isInstanceOf(InvalidInputException.class);
        }
    }
}
