package id.bekal.certification.issuance;

import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.Title;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.CurriculumSummary;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitResult;
import id.bekal.contracts.training.UnitSummary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one seat of a program is to be certified; of how it ended and how much was attended only
 * what a certificate prints remains.
 *
 * @param hours JP: those of the curriculum for who completed it, those attended for who left
 */
record Entitled(LearnerId learner, CertificateKind kind, int hours, List<CertifiedUnit> units) {

    /** Empty when the seat entitles to nothing. */
    static Optional<Entitled> of(SeatResult seat, CurriculumSummary curriculum) {
        return switch (seat.entitlement()) {
            case TRAINING_CERTIFICATE ->
                    Optional.of(
                            new Entitled(
                                    seat.learner(),
                                    CertificateKind.TRAINING,
                                    curriculum.hours(),
                                    units(seat.units(), curriculum)));
            case STATEMENT_OF_ATTAINMENT ->
                    Optional.of(
                            new Entitled(
                                    seat.learner(),
                                    CertificateKind.STATEMENT_OF_ATTAINMENT,
                                    seat.hours(),
                                    units(seat.units(), curriculum).stream()
                                            .filter(unit -> unit.result() == AssessmentResult.K)
                                            .toList()));
            case NONE -> Optional.empty();
        };
    }

    private static List<CertifiedUnit> units(
            List<UnitResult> results, CurriculumSummary curriculum) {
        List<CertifiedUnit> units = new ArrayList<>();
        for (UnitSummary unit : curriculum.units()) {
            results.stream()
                    .filter(result -> isOf(result, unit))
                    .findFirst()
                    .map(
                            result ->
                                    new CertifiedUnit(
                                            unit.code(),
                                            new Title(unit.titleId(), unit.titleEn()),
                                            unit.hours(),
                                            result.result()))
                    .ifPresent(units::add);
        }
        if (units.size() != results.size()) {
            throw new IllegalArgumentException(
                    "a result of a unit that curriculum %s does not have"
                            .formatted(curriculum.id()));
        }
        return units;
    }

    private static boolean isOf(UnitResult result, UnitSummary unit) {
        return result.unit().equals(unit.key()) || result.unit().equals(unit.code());
    }
}
