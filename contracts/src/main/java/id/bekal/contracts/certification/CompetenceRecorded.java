package id.bekal.contracts.certification;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** A certification body's certificate was recorded under the body's own number. */
public record CompetenceRecorded(
        CertificateId certificate,
        LearnerId learner,
        InstitutionId issuer,
        String number,
        String scheme,
        LocalDate assessedOn,
        @Nullable LocalDate validUntil)
        implements CertificationEvent {}
