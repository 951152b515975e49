package id.bekal.training.agreement;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.platform.Outcome;
import id.bekal.training.TrainingRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class AgreementTermsTests {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);
    private static final InstitutionId BLK = new InstitutionId("blk");
    private static final InstitutionId LAPAS = new InstitutionId("lapas");
    private static final ProgramId PROGRAM = new ProgramId("program");

    private static AgreementTerms terms(AgreementState state, List<String> fields, Integer quota) {
        return new AgreementTerms(snapshot(state, fields, quota), 3);
    }

    private static AgreementSnapshot snapshot(
            AgreementState state, List<String> fields, Integer quota) {
        return new AgreementSnapshot(
                new AgreementId("pks"),
                "PKS",
                state,
                List.of(BLK, LAPAS),
                List.of(),
                fields,
                quota,
                FROM,
                UNTIL,
                AtAgreementEnd.RUN_OUT,
                null,
                null);
    }

    private static Outcome<AgreementTerms> asked(AgreementTerms terms) {
        return terms.covers(BLK, LAPAS, "welding", FROM, UNTIL);
    }

    @Test
    void coversItsFirstAndItsLastDayAndNoDayMore() {
        AgreementTerms terms = terms(AgreementState.ACTIVE, List.of("welding"), null);
        accepted(asked(terms));
        assertRefused(
                terms.covers(BLK, LAPAS, "welding", FROM.minusDays(1), UNTIL),
                TrainingRule.DATES_NOT_COVERED);
        assertRefused(
                terms.covers(BLK, LAPAS, "welding", FROM, UNTIL.plusDays(1)),
                TrainingRule.DATES_NOT_COVERED);
    }

    @ParameterizedTest
    @EnumSource(value = AgreementState.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void coversNothingUnlessActive(AgreementState state) {
        assertRefused(asked(terms(state, List.of(), null)), TrainingRule.AGREEMENT_NOT_IN_FORCE);
        assertRefused(terms(state, List.of(), null).inForce(), TrainingRule.AGREEMENT_NOT_IN_FORCE);
    }

    @Test
    void coversItsFieldsOrAllWhenItNamesNone() {
        accepted(asked(terms(AgreementState.ACTIVE, List.of(), null)));
        assertRefused(
                asked(terms(AgreementState.ACTIVE, List.of("bakery"), null)),
                TrainingRule.FIELD_NOT_COVERED);
    }

    @Test
    void coversItsPartiesOnly() {
        AgreementTerms terms = terms(AgreementState.ACTIVE, List.of(), null);
        InstitutionId stranger = new InstitutionId("stranger");
        assertRefused(
                terms.covers(stranger, LAPAS, "welding", FROM, UNTIL),
                TrainingRule.INSTITUTION_NOT_A_PARTY);
        assertRefused(
                terms.covers(BLK, stranger, "welding", FROM, UNTIL),
                TrainingRule.INSTITUTION_NOT_A_PARTY);
    }

    @Test
    void givesAsManyPlacesAsItsQuota() {
        AgreementTerms terms = terms(AgreementState.ACTIVE, List.of(), 2);
        accepted(terms.takePlace(PROGRAM, new LearnerId("a"), Instant.EPOCH));
        accepted(asked(terms));
        accepted(terms.takePlace(PROGRAM, new LearnerId("b"), Instant.EPOCH));
        accepted(terms.takePlace(PROGRAM, new LearnerId("b"), Instant.EPOCH));
        assertRefused(
                terms.takePlace(PROGRAM, new LearnerId("c"), Instant.EPOCH),
                TrainingRule.QUOTA_USED_UP);
        assertRefused(asked(terms), TrainingRule.QUOTA_USED_UP);
        assertThat(terms.releasePlace(PROGRAM, new LearnerId("a"))).isTrue();
        assertThat(terms.releasePlace(PROGRAM, new LearnerId("a"))).isFalse();
        accepted(terms.takePlace(PROGRAM, new LearnerId("c"), Instant.EPOCH));
    }

    @Test
    void countsALearnerOncePerProgram() {
        AgreementTerms terms = terms(AgreementState.ACTIVE, List.of(), 2);
        accepted(terms.takePlace(PROGRAM, new LearnerId("a"), Instant.EPOCH));
        accepted(terms.takePlace(new ProgramId("other"), new LearnerId("a"), Instant.EPOCH));
        assertRefused(asked(terms), TrainingRule.QUOTA_USED_UP);
    }

    @Test
    void listsEveryConditionThatFailed() {
        Outcome<AgreementTerms> refusal =
                terms(AgreementState.EXPIRED, List.of("bakery"), 1)
                        .covers(BLK, new InstitutionId("x"), "welding", FROM, UNTIL.plusDays(1));
        assertThat(((Outcome.Refused<AgreementTerms>) refusal).details().get("conditions"))
                .isEqualTo(
                        List.of(
                                TrainingRule.AGREEMENT_NOT_IN_FORCE,
                                TrainingRule.FIELD_NOT_COVERED,
                                TrainingRule.INSTITUTION_NOT_A_PARTY,
                                TrainingRule.DATES_NOT_COVERED));
    }

    @Test
    void hearsOnlyWhatIsNewer() {
        AgreementTerms terms = terms(AgreementState.ACTIVE, List.of(), null);
        AgreementSnapshot suspended = snapshot(AgreementState.SUSPENDED, List.of(), null);
        assertThat(terms.hear(suspended, 3)).isFalse();
        assertThat(terms.hear(suspended, 2)).isFalse();
        assertThat(terms.state()).isEqualTo(AgreementState.ACTIVE);
        assertThat(terms.hear(suspended, 4)).isTrue();
        assertThat(terms.state()).isEqualTo(AgreementState.SUSPENDED);
    }
}
