package id.bekal.gateway.problem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** The languages in which problems are told. */
enum Language {
    INDONESIAN(Locale.of("id")),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    String tag() {
        return locale.toLanguageTag();
    }

    /** The one the header prefers; Indonesian if it has no opinion or makes no sense. */
    static Language preferredBy(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return INDONESIAN;
        }
        try {
            var ranges = Locale.LanguageRange.parse(acceptLanguage);
            var preferred = Locale.lookup(ranges, List.of(INDONESIAN.locale, ENGLISH.locale));
            return ENGLISH.locale.equals(preferred) ? ENGLISH : INDONESIAN;
        } catch (IllegalArgumentException e) {
            return INDONESIAN;
        }
    }
}
