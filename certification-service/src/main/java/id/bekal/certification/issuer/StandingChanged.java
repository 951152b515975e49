package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;

/** An issuer may issue what it could not before; told within this process only. */
public record StandingChanged(InstitutionId issuer) {}
