package id.bekal.certification.certificate;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Who achieved what. Nothing of where, or under which agreement.
 *
 * @param hours JP of 45 minutes; null where hours are not what is certified
 */
public record Achievement(
        CertificateKind kind,
        ProgramId program,
        LearnerId learner,
        Holder holder,
        Title title,
        String field,
        @Nullable Integer hours,
        List<CertifiedUnit> units) {}
