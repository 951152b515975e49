package id.bekal.contracts.agreements;

/** Every party signed, the original is stored and the start date is reached: work may begin. */
public record AgreementActivated(AgreementSnapshot agreement) implements AgreementEvent {}
