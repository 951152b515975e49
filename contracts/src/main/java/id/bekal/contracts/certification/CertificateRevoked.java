package id.bekal.contracts.certification;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import java.time.LocalDate;

/** A certificate is void; why is nobody else's business. */
public record CertificateRevoked(
        CertificateId certificate, LearnerId learner, InstitutionId issuer, LocalDate on)
        implements CertificationEvent {}
