package id.bekal.contracts.agreements;

import java.time.LocalDate;

/** Ended before its time. */
public record AgreementTerminated(AgreementSnapshot agreement, LocalDate on)
        implements AgreementEvent {}
