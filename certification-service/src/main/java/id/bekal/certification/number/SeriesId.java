package id.bekal.certification.number;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;

/** Whose numbers, of what, in which year: each counts from 1. */
public record SeriesId(InstitutionId issuer, CertificateKind kind, int year) {

    @Override
    public String toString() {
        return issuer + "/" + kind + '/' + year;
    }
}
