package id.bekal.contracts.certification;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import java.time.LocalDate;

/** A certificate gave way to a corrected one. */
public record CertificateReplaced(
        CertificateId certificate,
        CertificateId successor,
        LearnerId learner,
        InstitutionId issuer,
        LocalDate on)
        implements CertificationEvent {}
