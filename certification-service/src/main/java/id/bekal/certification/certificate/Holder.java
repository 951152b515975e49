package id.bekal.certification.certificate;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** Whom a certificate names. */
public record Holder(String name, @Nullable String birthPlace, @Nullable LocalDate birthDate) {}
