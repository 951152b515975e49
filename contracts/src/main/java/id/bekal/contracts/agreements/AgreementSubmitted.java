package id.bekal.contracts.agreements;

/** A draft went to the other parties for review. */
public record AgreementSubmitted(AgreementSnapshot agreement) implements AgreementEvent {}
