package id.bekal.contracts.agreements;

import id.bekal.contracts.AgreementId;

/** Its successor took over. */
public record AgreementRenewed(AgreementSnapshot agreement, AgreementId successor)
        implements AgreementEvent {}
