package id.bekal.training.program;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramPaused;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramResumed;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.contracts.training.ProgramSummary;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitAssessed;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.training.TrainingRule;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.eligibility.PolicyVersion;
import id.bekal.training.learner.Requested;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One delivery of a curriculum to one class. Whether the agreement lets it happen is asked before
 * ({@link id.bekal.training.agreement.AgreementTerms}); everything else about a class is decided
 * here.
 */
@Document("programs")
public class Program extends Aggregate {

    /**
     * When, where and by whom; both days included.
     *
     * @param instructors lead first, then assistants
     */
    public record Plan(
            LocalDate from,
            LocalDate until,
            int capacity,
            DeliveryMode mode,
            @Nullable String venue,
            List<InstructorId> instructors) {}

    @Id private ProgramId id;
    private AgreementId agreement;
    private InstitutionId provider;
    private InstitutionId custodian;
    private List<InstitutionId> overseers = new ArrayList<>();
    private @Nullable InstitutionId certifier;
    private CurriculumVersion curriculum;
    private PolicyVersion policy;
    private Plan plan;
    private ProgramState state;
    private @Nullable String pausedBecause;
    private @Nullable LocalDate startedOn;
    private @Nullable LocalDate endedOn;
    private @Nullable String cancelledBecause;
    private List<Enrolment> enrolments = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Program() {}

    Program(
            ProgramId id,
            AgreementId agreement,
            InstitutionId provider,
            InstitutionId custodian,
            List<InstitutionId> overseers,
            CurriculumVersion curriculum,
            PolicyVersion policy,
            @Nullable InstitutionId certifier,
            Plan plan,
            Instant at) {
        this.id = id;
        this.agreement = agreement;
        this.provider = provider;
        this.custodian = custodian;
        this.overseers.addAll(overseers);
        this.curriculum = curriculum;
        this.policy = policy;
        this.certifier = certifier;
        this.plan = plan;
        this.state = ProgramState.PLANNED;
        record(new ProgramPlanned(summary()), at, audience());
    }

    // ---- before the class

    Outcome<Program> open(Instant at) {
        if (state != ProgramState.PLANNED) {
            return refusedIn(TrainingRule.NOT_PLANNED);
        }
        state = ProgramState.OPEN;
        record(new ProgramOpened(summary()), at, audience());
        return Outcome.accepted(this);
    }

    /** Proposes a learner; the verdicts of the eligibility policy decide what may follow. */
    Outcome<Program> propose(LearnerId learner, List<PolicyVersion.Verdict> verdicts, Instant at) {
        if (state != ProgramState.OPEN) {
            return refusedIn(TrainingRule.NOT_OPEN);
        }
        if (enrolment(learner).filter(known -> known.state().isOpen()).isPresent()) {
            return Outcome.refused(TrainingRule.ALREADY_ENROLLED);
        }
        enrolments.removeIf(past -> past.learner().equals(learner));
        Enrolment proposed = new Enrolment(learner, verdicts);
        enrolments.add(proposed);
        if (!policy.approvalNeeded() && proposed.state() == EnrolmentState.ELIGIBLE) {
            proposed.approve(new Enrolment.Decision("policy " + policy.policy(), null, at));
        }
        return Outcome.accepted(this);
    }

    /** A first person asks that the policy's verdict be overridden. */
    Outcome<Program> requestOverride(LearnerId learner, Requested request) {
        return ineligible(learner)
                .map(
                        enrolment -> {
                            enrolment.requestOverride(request);
                            return this;
                        });
    }

    /** A second person, a named officer, overrides it. */
    Outcome<Program> override(LearnerId learner, String officer, String by, Instant at) {
        return ineligible(learner)
                .then(
                        enrolment ->
                                Requested.confirmable(enrolment.overrideRequested(), by)
                                        .map(request -> override(enrolment, request, officer, at)));
    }

    private Program override(Enrolment enrolment, Requested request, String officer, Instant at) {
        Enrolment.Decision decision = new Enrolment.Decision(officer, request.reason(), at);
        enrolment.override(decision);
        if (!policy.approvalNeeded()) {
            enrolment.approve(decision);
        }
        return this;
    }

    private Outcome<Enrolment> ineligible(LearnerId learner) {
        return open(learner)
                .then(
                        enrolment ->
                                enrolment.state() == EnrolmentState.INELIGIBLE
                                        ? Outcome.accepted(enrolment)
                                        : Outcome.refused(
                                                TrainingRule.NOT_INELIGIBLE,
                                                "enrolmentState",
                                                enrolment.state()));
    }

    /** The TPP's decision; who is approved waits for a seat, see {@link #nextForASeat}. */
    Outcome<Program> decide(
            LearnerId learner,
            boolean approved,
            String officer,
            @Nullable String reason,
            Instant at) {
        return open(learner)
                .then(
                        enrolment -> {
                            if (enrolment.state() != EnrolmentState.ELIGIBLE) {
                                return Outcome.refused(
                                        TrainingRule.NOT_ELIGIBLE,
                                        "enrolmentState",
                                        enrolment.state());
                            }
                            Enrolment.Decision decision =
                                    new Enrolment.Decision(officer, reason, at);
                            if (approved) {
                                enrolment.approve(decision);
                            } else {
                                enrolment.reject(decision);
                            }
                            return Outcome.accepted(this);
                        });
    }

    private Outcome<Enrolment> open(LearnerId learner) {
        if (state != ProgramState.OPEN) {
            return Outcome.refused(TrainingRule.NOT_OPEN, "programState", state);
        }
        return enrolment(learner)
                .<Outcome<Enrolment>>map(Outcome::accepted)
                .orElseGet(() -> Outcome.refused(TrainingRule.NOT_ENROLLED));
    }

    /** Who waits longest, if there is a seat to give. */
    Optional<LearnerId> nextForASeat() {
        if (state != ProgramState.OPEN || seatsTaken() >= plan.capacity()) {
            return Optional.empty();
        }
        return enrolments.stream()
                .filter(enrolment -> enrolment.state() == EnrolmentState.APPROVED)
                .min(
                        Comparator.comparing(
                                enrolment -> Objects.requireNonNull(enrolment.waitingSince())))
                .map(Enrolment::learner);
    }

    /** Gives the seat to {@link #nextForASeat}, for whom a place of the quota was taken. */
    void seatNext(Instant at) {
        LearnerId next = nextForASeat().orElseThrow();
        enrolment(next).orElseThrow().takeSeat();
        record(new LearnerEnrolled(id, next, seatsTaken()), at, audience());
    }

    public int seatsTaken() {
        return (int) enrolments.stream().filter(e -> e.state().holdsSeat()).count();
    }

    /**
     * Who counts against the agreement's quota: everyone with a seat, and everyone who began the
     * class.
     */
    public Set<LearnerId> quotaTakers() {
        Set<LearnerId> takers = new HashSet<>();
        if (state == ProgramState.CANCELLED && startedOn == null) {
            return takers;
        }
        enrolments.stream()
                .filter(enrolment -> enrolment.state().holdsSeat() || enrolment.everSat())
                .forEach(enrolment -> takers.add(enrolment.learner()));
        return takers;
    }

    // ---- the class

    Outcome<Program> start(LocalDate on, Instant at) {
        if (state != ProgramState.OPEN) {
            return refusedIn(TrainingRule.NOT_OPEN);
        }
        if (on.isBefore(plan.from()) || on.isAfter(plan.until())) {
            return outsidePeriod();
        }
        if (seatsTaken() == 0) {
            return Outcome.refused(TrainingRule.NOBODY_ENROLLED);
        }
        state = ProgramState.RUNNING;
        startedOn = on;
        enrolments.stream()
                .filter(enrolment -> enrolment.state() == EnrolmentState.ENROLLED)
                .forEach(enrolment -> enrolment.start(on));
        record(new ProgramStarted(summary(), seatsTaken()), at, audience());
        return Outcome.accepted(this);
    }

    /** Whether a session may be held on that day. */
    Outcome<Program> mayHoldSession(LocalDate on) {
        if (state != ProgramState.RUNNING) {
            return refusedIn(TrainingRule.NOT_RUNNING);
        }
        if (pausedBecause != null) {
            return Outcome.refused(TrainingRule.PAUSED, "because", pausedBecause);
        }
        if (startedOn == null || on.isBefore(startedOn) || on.isAfter(plan.until())) {
            return outsidePeriod();
        }
        return Outcome.accepted(this);
    }

    /**
     * A learner gives up a seat, or the wish for one; before the class starts the next who waits
     * gets it.
     */
    Outcome<Program> withdraw(LearnerId learner, String reason, LocalDate on, Instant at) {
        return leave(learner, EnrolmentState.WITHDRAWN, reason, on)
                .map(
                        program -> {
                            record(new LearnerWithdrawn(id, learner), at, audience());
                            return program;
                        });
    }

    /** A transfer or release ends the seat; hours and units stay the learner's. */
    Outcome<Program> leave(LearnerId learner, EnrolmentState how, String reason, LocalDate on) {
        if (hasEnded()) {
            return refusedIn(TrainingRule.ENDED_ALREADY);
        }
        Optional<Enrolment> found = enrolment(learner);
        if (found.isEmpty()) {
            return Outcome.refused(TrainingRule.NOT_ENROLLED);
        }
        if (!found.get().state().isOpen()) {
            return Outcome.refused(
                    TrainingRule.SEAT_ENDED_ALREADY, "enrolmentState", found.get().state());
        }
        found.get().end(how, on, reason);
        return Outcome.accepted(this);
    }

    // ---- assessment

    Outcome<Program> beginFinalAssessment() {
        if (state != ProgramState.RUNNING) {
            return refusedIn(TrainingRule.NOT_RUNNING);
        }
        state = ProgramState.ASSESSING;
        return Outcome.accepted(this);
    }

    /** Records a result; a unit found BK may be assessed again, one found K may not. */
    Outcome<Program> assess(
            LearnerId learner,
            String unit,
            AssessmentResult result,
            String assessor,
            LocalDate on,
            Instant at) {
        if (state != ProgramState.RUNNING && state != ProgramState.ASSESSING) {
            return refusedIn(TrainingRule.NOT_RUNNING);
        }
        if (curriculum.unit(unit).isEmpty()) {
            return Outcome.refused(TrainingRule.UNIT_UNKNOWN, "unit", unit);
        }
        Optional<Enrolment> found = enrolment(learner);
        if (found.isEmpty() || !found.get().satOn(on)) {
            return Outcome.refused(TrainingRule.HAS_NO_SEAT_THAT_DAY, "learner", learner, "on", on);
        }
        if (found.get().resultOf(unit).filter(AssessmentResult.K::equals).isPresent()) {
            return Outcome.refused(
                    TrainingRule.ASSESSED_COMPETENT_ALREADY, "learner", learner, "unit", unit);
        }
        Enrolment.Assessment done = found.get().assess(unit, result, assessor, on);
        record(
                new UnitAssessed(id, learner, unit, result, done.attempt()),
                at,
                Set.of(provider, custodian));
        return Outcome.accepted(this);
    }

    // ---- the end

    /** Whether completion may be decided, apart from what the sessions say. */
    Outcome<Program> mayComplete() {
        return state == ProgramState.ASSESSING
                ? Outcome.accepted(this)
                : refusedIn(hasEnded() ? TrainingRule.ENDED_ALREADY : TrainingRule.NOT_ASSESSING);
    }

    /**
     * Decides the program, once.
     *
     * @param holders what certificates print, sealed, by learner
     */
    Outcome<Program> complete(
            Completion completion, LocalDate on, Map<LearnerId, String> holders, Instant at) {
        return mayComplete()
                .map(
                        program -> {
                            state = ProgramState.COMPLETED;
                            endedOn = on;
                            completion.results().forEach(this::conclude);
                            Set<InstitutionId> told = audience();
                            if (certifier != null) {
                                told.add(certifier);
                            }
                            record(
                                    new ProgramCompleted(
                                            id,
                                            provider,
                                            curriculum.summary(),
                                            Objects.requireNonNull(startedOn),
                                            on,
                                            completion.sealed(holders).results(),
                                            certifier),
                                    at,
                                    told);
                            return this;
                        });
    }

    private void conclude(SeatResult seat) {
        enrolment(seat.learner())
                .orElseThrow()
                .conclude(
                        seat.outcome() == SeatOutcome.COMPLETED
                                ? EnrolmentState.COMPLETED
                                : EnrolmentState.NOT_COMPLETED,
                        new Enrolment.Result(seat.hours(), seat.attendance(), seat.entitlement()));
    }

    /**
     * Who may be tested: those who sit in the class, and those who completed it.
     *
     * @param endedSince of a program that ended before this day there is none any more
     */
    public List<Enrolment> candidates(LocalDate endedSince) {
        LocalDate ended = endedOn;
        if (ended != null && ended.isBefore(endedSince)) {
            return List.of();
        }
        return enrolments.stream()
                .filter(
                        enrolment ->
                                enrolment.state() == EnrolmentState.ACTIVE
                                        || enrolment.state() == EnrolmentState.COMPLETED)
                .toList();
    }

    /** Names the certification body that tests the candidates, or none. */
    Outcome<Program> nameCertifier(@Nullable InstitutionId body) {
        if (hasEnded()) {
            return refusedIn(TrainingRule.ENDED_ALREADY);
        }
        certifier = body;
        return Outcome.accepted(this);
    }

    Outcome<Program> cancel(String because, LocalDate on, Instant at) {
        if (hasEnded()) {
            return refusedIn(TrainingRule.ENDED_ALREADY);
        }
        state = ProgramState.CANCELLED;
        cancelledBecause = because;
        endedOn = on;
        enrolments.stream()
                .filter(enrolment -> enrolment.state().isOpen())
                .forEach(enrolment -> enrolment.end(EnrolmentState.WITHDRAWN, on, because));
        record(new ProgramCancelled(id, because), at, audience());
        return Outcome.accepted(this);
    }

    /** Pauses a running class; false when there is nothing to pause. */
    boolean pause(String because, Instant at) {
        if (hasEnded() || state == ProgramState.PLANNED || pausedBecause != null) {
            return false;
        }
        pausedBecause = because;
        record(new ProgramPaused(id, because), at, audience());
        return true;
    }

    boolean resume(Instant at) {
        if (hasEnded() || pausedBecause == null) {
            return false;
        }
        pausedBecause = null;
        record(new ProgramResumed(id), at, audience());
        return true;
    }

    // ---- questions

    boolean hasEnded() {
        return state == ProgramState.COMPLETED || state == ProgramState.CANCELLED;
    }

    private Outcome<Program> refusedIn(TrainingRule rule) {
        return Outcome.refused(rule, "programState", state);
    }

    private Outcome<Program> outsidePeriod() {
        return Outcome.refused(
                TrainingRule.OUTSIDE_THE_PERIOD, "from", plan.from(), "until", plan.until());
    }

    /** How an institution stands to it; empty for all who have no part in it. */
    public Set<Relation> relationsOf(InstitutionId institution) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (institution.equals(provider)) {
            relations.add(Relation.PROVIDER);
        }
        if (institution.equals(custodian)) {
            relations.add(Relation.CUSTODIAN);
        }
        if (institution.equals(certifier)) {
            relations.add(Relation.CERTIFIER);
        }
        if (overseers.contains(institution)) {
            relations.add(Relation.REGION);
        }
        return relations;
    }

    public boolean isSeenBy(InstitutionId institution) {
        return !relationsOf(institution).isEmpty();
    }

    Set<InstitutionId> audience() {
        Set<InstitutionId> entitled = new HashSet<>(overseers);
        entitled.add(provider);
        entitled.add(custodian);
        return entitled;
    }

    private ProgramSummary summary() {
        return new ProgramSummary(
                id,
                agreement,
                provider,
                custodian,
                curriculum.curriculum(),
                curriculum.version(),
                curriculum.field(),
                plan.from(),
                plan.until(),
                plan.capacity());
    }

    public Optional<Enrolment> enrolment(LearnerId learner) {
        return enrolments.stream().filter(e -> e.learner().equals(learner)).findFirst();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public ProgramId id() {
        return id;
    }

    public AgreementId agreement() {
        return agreement;
    }

    public InstitutionId provider() {
        return provider;
    }

    public @Nullable InstitutionId certifier() {
        return certifier;
    }

    public InstitutionId custodian() {
        return custodian;
    }

    public CurriculumVersion curriculum() {
        return curriculum;
    }

    public PolicyVersion policy() {
        return policy;
    }

    public Plan plan() {
        return plan;
    }

    public ProgramState state() {
        return state;
    }

    public @Nullable String pausedBecause() {
        return pausedBecause;
    }

    public @Nullable String cancelledBecause() {
        return cancelledBecause;
    }

    public @Nullable LocalDate startedOn() {
        return startedOn;
    }

    public @Nullable LocalDate endedOn() {
        return endedOn;
    }

    public List<Enrolment> enrolments() {
        return List.copyOf(enrolments);
    }
}
