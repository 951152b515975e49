package id.bekal.training.eligibility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of a policy, never changed: a program keeps the one it was planned with.
 *
 * @param approvalNeeded whether the TPP (Tim Pengamat Pemasyarakatan) must approve each enrolment
 */
public record PolicyVersion(
        String policy, int version, List<AppliedRule> rules, boolean approvalNeeded) {

    /** A rule with this policy's parameters. */
    public record AppliedRule(EligibilityRule rule, Map<String, Object> parameters) {
        public AppliedRule {
            rule.check(parameters);
            parameters = new LinkedHashMap<>(parameters);
        }
    }

    /** What a rule said of a learner. */
    public record Verdict(EligibilityRule rule, boolean met, Map<String, Object> parameters) {}

    /**
     * What applies where no policy was chosen: the class must end before release, and the TPP
     * approves.
     */
    public static final PolicyVersion STANDARD = new PolicyVersion("standard", 1, List.of(), true);

    /** Asks every rule; the learner is eligible when all are met. */
    public List<Verdict> judge(EligibilityRule.Candidate candidate) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(
                new Verdict(
                        EligibilityRule.CLASS_ENDS_BEFORE_RELEASE,
                        EligibilityRule.CLASS_ENDS_BEFORE_RELEASE.met(candidate, Map.of()),
                        Map.of()));
        for (AppliedRule applied : rules) {
            verdicts.add(
                    new Verdict(
                            applied.rule(),
                            applied.rule().met(candidate, applied.parameters()),
                            applied.parameters()));
        }
        return verdicts;
    }
}
