package id.bekal.contracts.agreements;

/** The end is near: {@code daysLeft} days before it. */
public record AgreementExpiring(AgreementSnapshot agreement, int daysLeft)
        implements AgreementEvent {}
