package id.bekal.contracts.agreements;

/** An institution was registered. */
public record InstitutionRegistered(InstitutionSnapshot institution) implements InstitutionEvent {}
