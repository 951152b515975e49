package id.bekal.contracts.agreements;

import java.time.LocalDate;

/** Work under the agreement is paused (force majeure). */
public record AgreementSuspended(AgreementSnapshot agreement, LocalDate since)
        implements AgreementEvent {}
