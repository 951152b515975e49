package id.bekal.training.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class EligibilityRuleTests {

    private static final LocalDate FROM = LocalDate.of(2026, 10, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 10, 31);

    private static boolean met(
            EligibilityRule rule,
            Map<String, Object> parameters,
            LocalDate born,
            LocalDate release,
            String domicile) {
        return rule.met(
                new EligibilityRule.Candidate(born, release, domicile, "NARAPIDANA", FROM, UNTIL),
                parameters);
    }

    @Test
    void classEndsBeforeRelease() {
        EligibilityRule rule = EligibilityRule.CLASS_ENDS_BEFORE_RELEASE;
        assertThat(met(rule, Map.of(), null, UNTIL, null)).isTrue();
        assertThat(met(rule, Map.of(), null, UNTIL.minusDays(1), null)).isFalse();
        assertThat(met(rule, Map.of(), null, null, null)).isTrue();
    }

    @Test
    void remainingTimeAtMost() {
        EligibilityRule rule = EligibilityRule.REMAINING_TIME_AT_MOST;
        Map<String, Object> two = Map.of("years", 2);
        assertThat(met(rule, two, null, FROM.plusYears(2), null)).isTrue();
        assertThat(met(rule, two, null, FROM.plusYears(2).plusDays(1), null)).isFalse();
        assertThat(met(rule, two, null, null, null)).isFalse();
    }

    @Test
    void nearRelease() {
        EligibilityRule rule = EligibilityRule.NEAR_RELEASE;
        Map<String, Object> six = Map.of("months", 6);
        assertThat(met(rule, six, null, UNTIL.plusMonths(6), null)).isTrue();
        assertThat(met(rule, six, null, UNTIL.plusMonths(6).plusDays(1), null)).isFalse();
    }

    @Test
    void ageBetween() {
        EligibilityRule rule = EligibilityRule.AGE_BETWEEN;
        Map<String, Object> range = Map.of("min", 18, "max", 50);
        assertThat(met(rule, range, FROM.minusYears(18), null, null)).isTrue();
        assertThat(met(rule, range, FROM.minusYears(18).plusDays(1), null, null)).isFalse();
        assertThat(met(rule, range, FROM.minusYears(51).plusDays(1), null, null)).isTrue();
        assertThat(met(rule, range, FROM.minusYears(51), null, null)).isFalse();
        assertThat(met(rule, range, null, null, null)).isFalse();
    }

    @Test
    void domicileAndStatus() {
        Map<String, Object> places = Map.of("places", List.of("Madiun"));
        assertThat(met(EligibilityRule.DOMICILE_IN, places, null, null, "Madiun")).isTrue();
        assertThat(met(EligibilityRule.DOMICILE_IN, places, null, null, "Ngawi")).isFalse();
        assertThat(met(EligibilityRule.DOMICILE_IN, places, null, null, null)).isFalse();
        EligibilityRule status = EligibilityRule.STATUS_IN;
        assertThat(met(status, Map.of("statuses", List.of("NARAPIDANA")), null, null, null))
                .isTrue();
        assertThat(met(status, Map.of("statuses", List.of("TAHANAN")), null, null, null)).isFalse();
    }

    @Test
    void refusesParametersItCannotWorkWith() {
        assertThatThrownBy(
                        () ->
                                new PolicyVersion.AppliedRule(
                                        EligibilityRule.AGE_BETWEEN, Map.of("min", 18)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(
                        () ->
                                new PolicyVersion.AppliedRule(
                                        EligibilityRule.DOMICILE_IN, Map.of("places", List.of())))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(
                        () ->
                                new PolicyVersion.AppliedRule(
                                        EligibilityRule.REMAINING_TIME_AT_MOST,
                                        Map.of("years", "two")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void everyPolicyAsksForReleaseAfterTheClass() {
        List<PolicyVersion.Verdict> verdicts =
                PolicyVersion.STANDARD.judge(
                        new EligibilityRule.Candidate(
                                null, UNTIL.minusDays(1), null, "NARAPIDANA", FROM, UNTIL));
        assertThat(verdicts).extracting(PolicyVersion.Verdict::met).containsExactly(false);
    }
}
