package id.bekal.contracts.agreements;

/**
 * Something happened to an institution; carries it whole, so that the latest alone tells how it
 * stands.
 */
public sealed interface InstitutionEvent extends AgreementsEvent
        permits InstitutionRegistered, InstitutionChanged {

    InstitutionSnapshot institution();
}
