package id.bekal.training.program;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.UnitResult;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.learner.Requested;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A learner's way through one program. */
public class Enrolment {

    /** A decision of a named officer. */
    public record Decision(String officer, @Nullable String reason, Instant at) {}

    /** One assessment of one unit; the last one counts. */
    public record Assessment(
            String unit, AssessmentResult result, String assessor, LocalDate on, int attempt) {}

    /** What completion decided. */
    public record Result(int hours, double attendance, Entitlement entitlement) {}

    private LearnerId learner;
    private EnrolmentState state;
    private List<PolicyVersion.Verdict> verdicts = new ArrayList<>();
    private @Nullable Requested overrideRequested;
    private @Nullable Decision override;
    private @Nullable Decision approval;
    private @Nullable Instant waitingSince;
    private @Nullable LocalDate startedOn;
    private @Nullable LocalDate endedOn;
    private @Nullable String endReason;
    private List<Assessment> assessments = new ArrayList<>();
    private @Nullable Result result;

    @SuppressWarnings("NullAway.Init")
    Enrolment() {}

    Enrolment(LearnerId learner, List<PolicyVersion.Verdict> verdicts) {
        this.learner = learner;
        this.verdicts = List.copyOf(verdicts);
        this.state =
                verdicts.stream().allMatch(PolicyVersion.Verdict::met)
                        ? EnrolmentState.ELIGIBLE
                        : EnrolmentState.INELIGIBLE;
    }

    void requestOverride(Requested request) {
        overrideRequested = request;
    }

    void override(Decision decision) {
        overrideRequested = null;
        override = decision;
        state = EnrolmentState.ELIGIBLE;
    }

    void approve(Decision decision) {
        approval = decision;
        waitingSince = decision.at();
        state = EnrolmentState.APPROVED;
    }

    void reject(Decision decision) {
        approval = decision;
        state = EnrolmentState.REJECTED;
    }

    void takeSeat() {
        waitingSince = null;
        state = EnrolmentState.ENROLLED;
    }

    void start(LocalDate on) {
        startedOn = on;
        state = EnrolmentState.ACTIVE;
    }

    void end(EnrolmentState how, LocalDate on, String reason) {
        state = how;
        endedOn = on;
        endReason = reason;
        waitingSince = null;
    }

    Assessment assess(String unit, AssessmentResult outcome, String assessor, LocalDate on) {
        int attempt =
                1 + (int) assessments.stream().filter(done -> done.unit().equals(unit)).count();
        Assessment assessment = new Assessment(unit, outcome, assessor, on, attempt);
        assessments.add(assessment);
        return assessment;
    }

    void conclude(EnrolmentState how, Result decided) {
        if (state == EnrolmentState.ACTIVE) {
            state = how;
        }
        result = decided;
    }

    /** The last result of each assessed unit. */
    public List<UnitResult> unitResults() {
        Map<String, UnitResult> last = new LinkedHashMap<>();
        assessments.forEach(
                done ->
                        last.put(
                                done.unit(),
                                new UnitResult(done.unit(), done.result(), done.on())));
        return List.copyOf(last.values());
    }

    public Optional<AssessmentResult> resultOf(String unit) {
        return unitResults().stream()
                .filter(last -> last.unit().equals(unit))
                .map(UnitResult::result)
                .findFirst();
    }

    /** Whether the learner had a seat in the running class on that day. */
    public boolean satOn(LocalDate day) {
        LocalDate started = startedOn;
        LocalDate ended = endedOn;
        return started != null && !day.isBefore(started) && (ended == null || !day.isAfter(ended));
    }

    /** Whether the learner was in the class when it ran, to the end or not. */
    public boolean everSat() {
        return startedOn != null;
    }

    public LearnerId learner() {
        return learner;
    }

    public EnrolmentState state() {
        return state;
    }

    public List<PolicyVersion.Verdict> verdicts() {
        return verdicts;
    }

    public @Nullable Requested overrideRequested() {
        return overrideRequested;
    }

    public @Nullable Decision override() {
        return override;
    }

    public @Nullable Decision approval() {
        return approval;
    }

    public @Nullable Instant waitingSince() {
        return waitingSince;
    }

    public @Nullable LocalDate startedOn() {
        return startedOn;
    }

    public @Nullable LocalDate endedOn() {
        return endedOn;
    }

    public @Nullable String endReason() {
        return endReason;
    }

    public List<Assessment> assessments() {
        return List.copyOf(assessments);
    }

    public @Nullable Result result() {
        return result;
    }
}
