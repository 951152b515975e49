package id.bekal.contracts.agreements;

/** What an institution may do in joint programmes; a Lapas that is itself an LPK has two. */
public enum InstitutionRole {
    CORRECTIONAL,
    TRAINING_PROVIDER,
    CERTIFICATION_BODY,
    REGIONAL_AUTHORITY,
    LABOUR_OFFICE
}
