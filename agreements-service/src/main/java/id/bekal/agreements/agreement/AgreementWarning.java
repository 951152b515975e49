package id.bekal.agreements.agreement;

/** What is unusual about an agreement. Practice deviates: it is told, it does not block. */
public enum AgreementWarning {
    PKS_WITHOUT_PARENT,
    PARENT_DOES_NOT_COVER_THE_PERIOD,
    CORRECTIONAL_UNIT_SIGNS_AN_MOU,
    PARTY_IS_NOT_IN_FORCE,
    NO_QUOTA,
    BACKDATED_START
}
