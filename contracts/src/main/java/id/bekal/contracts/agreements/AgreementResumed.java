package id.bekal.contracts.agreements;

import java.time.LocalDate;

/** A suspended agreement is in force again. */
public record AgreementResumed(AgreementSnapshot agreement, LocalDate since)
        implements AgreementEvent {}
