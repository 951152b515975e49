package id.bekal.certification.certificate;

import org.jspecify.annotations.Nullable;

/** What a certificate is about, in Indonesian and, where there is one, in English. */
public record Title(String indonesian, @Nullable String english) {}
