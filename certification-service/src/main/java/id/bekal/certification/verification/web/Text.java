package id.bekal.certification.verification.web;

import org.jspecify.annotations.Nullable;

/**
 * The same in both languages, the one first that is preferred.
 *
 * @param second null when it would say the same again
 */
record Text(String first, String firstLanguage, @Nullable String second, String secondLanguage) {}
