package id.bekal.contracts.agreements;

import id.bekal.contracts.InstitutionId;

/** A party signed; {@code outstanding} more are awaited. */
public record AgreementSigned(AgreementSnapshot agreement, InstitutionId party, int outstanding)
        implements AgreementEvent {}
