package id.bekal.certification.competence;

import id.bekal.certification.issuer.Issuer;
import id.bekal.contracts.agreements.InstitutionRole;

import java.time.LocalDate;
import java.util.Optional;

/** Whether a competence certificate may be recorded; the first rule that objects decides. */
final class CompetencePolicy {

    private CompetencePolicy() {}

    static Optional<CompetenceRule> firstObjection(
            Optional<Issuer> body, LocalDate assessedOn, LocalDate validUntil, LocalDate today) {
        if (!body.map(known -> known.has(InstitutionRole.CERTIFICATION_BODY)).orElse(false)) {
            return Optional.of(CompetenceRule.CERTIFICATION_BODY_REQUIRED);
        }
        if (!body.orElseThrow().inForce()) {
            return Optional.of(CompetenceRule.ISSUER_NOT_IN_FORCE);
        }
        if (!body.orElseThrow().mayShowItsName()) {
            return Optional.of(CompetenceRule.ISSUER_REVEALS_CUSTODY);
        }
        if (assessedOn.isAfter(today)) {
            return Optional.of(CompetenceRule.ASSESSED_IN_THE_FUTURE);
        }
        if (!validUntil.isAfter(assessedOn)) {
            return Optional.of(CompetenceRule.VALIDITY_ENDS_BEFORE_IT_BEGINS);
        }
        return Optional.empty();
    }
}
