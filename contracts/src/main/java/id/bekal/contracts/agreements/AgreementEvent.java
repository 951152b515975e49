package id.bekal.contracts.agreements;

/**
 * Something happened to an agreement; carries its terms whole, so that the latest alone tells how
 * it stands.
 */
public sealed interface AgreementEvent extends AgreementsEvent
        permits AgreementSubmitted,
                AgreementSigned,
                AgreementActivated,
                AgreementAmended,
                AgreementSuspended,
                AgreementResumed,
                AgreementExpiring,
                AgreementExpired,
                AgreementRenewed,
                AgreementTerminated {

    AgreementSnapshot agreement();
}
