package id.bekal.contracts.certification;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;

/** No certificate was issued for a completed program; {@code rule} says which condition failed. */
public record IssuanceWithheld(ProgramId program, InstitutionId issuer, String rule)
        implements CertificationEvent {}
