package id.bekal.contracts.agreements;

/** Name, class, standing or succession of an institution changed. */
public record InstitutionChanged(InstitutionSnapshot institution) implements InstitutionEvent {}
