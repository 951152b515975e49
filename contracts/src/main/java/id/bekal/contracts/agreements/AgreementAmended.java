package id.bekal.contracts.agreements;

import java.time.LocalDate;

/** An addendum took effect. */
public record AgreementAmended(AgreementSnapshot agreement, String addendum, LocalDate effective)
        implements AgreementEvent {}
