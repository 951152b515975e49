package id.bekal.contracts.agreements;

/** The period ended. */
public record AgreementExpired(AgreementSnapshot agreement) implements AgreementEvent {}
