package id.bekal.certification.certificate;

import id.bekal.certification.holder.Holder;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Who achieved what. Nothing of where, or under which agreement.
 *
 * @param holder null when the learner was erased and nobody can be named
 * @param hours JP of 45 minutes; null where hours are not what is certified
 */
public record Achievement(
        CertificateKind kind,
        ProgramId program,
        LearnerId learner,
        @Nullable Holder holder,
        Title title,
        String field,
        @Nullable Integer hours,
        List<CertifiedUnit> units) {}
