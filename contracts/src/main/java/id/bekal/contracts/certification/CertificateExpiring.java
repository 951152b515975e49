package id.bekal.contracts.certification;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import java.time.LocalDate;

/** A competence certificate nears its end. */
public record CertificateExpiring(
        CertificateId certificate, LearnerId learner, InstitutionId issuer, LocalDate validUntil)
        implements CertificationEvent {}
