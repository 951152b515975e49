package id.bekal.agreements.institution;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** Whether an institution may act from a day on: not after its licence lapsed or it was closed. */
public record Standing(boolean inForce, LocalDate since, @Nullable String reason)
        implements Dated {}
