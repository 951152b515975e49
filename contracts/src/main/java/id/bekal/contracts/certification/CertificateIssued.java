package id.bekal.contracts.certification;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

import java.time.LocalDate;

/** A certificate exists and can be verified. */
public record CertificateIssued(
        CertificateId certificate,
        CertificateKind kind,
        ProgramId program,
        LearnerId learner,
        InstitutionId issuer,
        String number,
        LocalDate issuedOn,
        String field)
        implements CertificationEvent {}
