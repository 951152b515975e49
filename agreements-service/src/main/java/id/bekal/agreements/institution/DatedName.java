package id.bekal.agreements.institution;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** What an institution is called, and the ministry it belongs to, from a day on. */
public record DatedName(String name, @Nullable String ministry, LocalDate since) implements Dated {}
