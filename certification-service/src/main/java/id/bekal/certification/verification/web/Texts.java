package id.bekal.certification.verification.web;

import id.bekal.certification.verification.web.VerificationView.TitleView;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the pages say, in Indonesian and English, whichever is preferred first. */
final class Texts {

    private static final Locale INDONESIAN = Locale.of("id");
    private static final MessageSource PAGES = pages();

    private final Locale first;
    private final Locale second;
    private final ZoneId zone;

    private Texts(Locale first, Locale second, ZoneId zone) {
        this.first = first;
        this.second = second;
        this.zone = zone;
    }

    static Texts of(Locale preferred, ZoneId zone) {
        return preferred.getLanguage().equals("en")
                ? new Texts(Locale.ENGLISH, INDONESIAN, zone)
                : new Texts(INDONESIAN, Locale.ENGLISH, zone);
    }

    private static MessageSource pages() {
        var pages = new ResourceBundleMessageSource();
        pages.setBasename("pages");
        pages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        pages.setFallbackToSystemLocale(false);
        pages.setAlwaysUseMessageFormat(true);
        return pages;
    }

    public String language() {
        return first.getLanguage();
    }

    public String otherLanguage() {
        return second.getLanguage();
    }

    public Text of(String key, Object... arguments) {
        return text(
                PAGES.getMessage(key, arguments, first), PAGES.getMessage(key, arguments, second));
    }

    /** In the preferred language alone. */
    public String one(String key, Object... arguments) {
        return PAGES.getMessage(key, arguments, first);
    }

    /** A name that is the same in every language. */
    public Text name(String name) {
        return text(name, null);
    }

    public Text title(TitleView title) {
        String english = title.en();
        if (english == null) {
            return new Text(title.id(), "id", null, "en");
        }
        return first.equals(INDONESIAN) ? text(title.id(), english) : text(english, title.id());
    }

    public Text date(LocalDate day) {
        return text(date(day, first), date(day, second));
    }

    private static String date(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(day);
    }

    /** With its zone, as people there call it and as a number. */
    public Text moment(Instant at) {
        return text(moment(at, first), moment(at, second));
    }

    private String moment(Instant at, Locale locale) {
        return DateTimeFormatter.ofPattern(
                        (locale.equals(INDONESIAN)
                                        ? "d MMMM uuuu, HH.mm.ss"
                                        : "d MMMM uuuu, HH:mm:ss")
                                + " '%s' ('UTC'xxx)".formatted(zoneName()),
                        locale)
                .format(at.atZone(zone));
    }

    private String zoneName() {
        return switch (zone.getId()) {
            case "Asia/Jakarta", "Asia/Pontianak" -> "WIB";
            case "Asia/Makassar" -> "WITA";
            case "Asia/Jayapura" -> "WIT";
            default -> zone.getId();
        };
    }

    private Text text(String inFirst, @Nullable String inSecond) {
        return new Text(
                inFirst,
                first.getLanguage(),
                inFirst.equals(inSecond) ? null : inSecond,
                second.getLanguage());
    }
}
