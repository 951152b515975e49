package id.bekal.training.program;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.training.TrainingRule;
import id.bekal.training.agreement.AgreementTerms;
import id.bekal.training.agreement.Agreements;
import id.bekal.training.eligibility.EligibilityRule;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;
import id.bekal.training.learner.Requested;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * From proposal to seat. A seat needs a place of the agreement's quota, which is another document:
 * the place is taken first and given back if the seat does not come about, so the quota can never
 * be exceeded; what a crash leaves over in between, {@link GivingBackPlaces} finds.
 */
@Component
public class EnrollingLearners {

    private final Programs programs;
    private final Agreements agreements;
    private final Learners learners;
    private final LearnerVault vault;
    private final PlanningPrograms planning;
    private final Clock clock;

    EnrollingLearners(
            Programs programs,
            Agreements agreements,
            Learners learners,
            LearnerVault vault,
            PlanningPrograms planning,
            Clock clock) {
        this.programs = programs;
        this.agreements = agreements;
        this.learners = learners;
        this.vault = vault;
        this.planning = planning;
        this.clock = clock;
    }

    /** The custodian proposes a learner of its own. */
    public Outcome<Program> propose(ProgramId id, InstitutionId custodian, LearnerId learnerId) {
        Optional<Learner> learner =
                learners.find(learnerId).filter(known -> known.isHeldBy(custodian));
        if (learner.isEmpty()) {
            return refusedIfVisible(id, custodian, TrainingRule.NOT_IN_CUSTODY_HERE);
        }
        return seating(
                id,
                custodian,
                learnerId,
                program ->
                        planning.covering(program)
                                .then(
                                        terms ->
                                                program.propose(
                                                        learnerId,
                                                        program.policy()
                                                                .judge(
                                                                        candidate(
                                                                                learner.get(),
                                                                                program)),
                                                        clock.instant())));
    }

    private Outcome<Program> refusedIfVisible(
            ProgramId id, InstitutionId custodian, TrainingRule rule) {
        return Changes.change(
                programs,
                id,
                program -> program.custodian().equals(custodian),
                program -> Outcome.refused(rule));
    }

    private EligibilityRule.Candidate candidate(Learner learner, Program program) {
        Optional<Identity> identity = vault.identity(learner);
        return new EligibilityRule.Candidate(
                identity.map(Identity::birthDate).orElse(null),
                learner.earliestRelease(),
                identity.map(Identity::domicile).orElse(null),
                learner.status(),
                program.plan().from(),
                program.plan().until());
    }

    /** The custodian asks to override what the policy said, with a reason. */
    public Outcome<Program> requestOverride(
            ProgramId id, InstitutionId custodian, LearnerId learner, String by, String reason) {
        return seating(
                id,
                custodian,
                learner,
                program ->
                        program.requestOverride(
                                learner, new Requested(by, reason, clock.instant())));
    }

    /** A second person, a named officer of the custodian, overrides it. */
    public Outcome<Program> override(
            ProgramId id, InstitutionId custodian, LearnerId learner, String officer, String by) {
        return seating(
                id,
                custodian,
                learner,
                program -> program.override(learner, officer, by, clock.instant()));
    }

    /** The TPP approves or rejects. */
    public Outcome<Program> decide(
            ProgramId id,
            InstitutionId custodian,
            LearnerId learner,
            boolean approved,
            String officer,
            @Nullable String reason) {
        return seating(
                id,
                custodian,
                learner,
                program -> program.decide(learner, approved, officer, reason, clock.instant()));
    }

    private Outcome<Program> seating(
            ProgramId id,
            InstitutionId custodian,
            LearnerId learner,
            Function<Program, Outcome<Program>> command) {
        Outcome<Program> outcome =
                Changes.change(
                        programs,
                        id,
                        program -> program.custodian().equals(custodian),
                        program -> command.apply(program).then(this::fillSeats));
        if (outcome instanceof Outcome.Accepted<Program>(Program program)
                && !program.quotaTakers().contains(learner)) {
            // a place taken in a try that lost to another change
            agreements.releasePlace(program.agreement(), id, learner);
        }
        return outcome;
    }

    /** Seats who waits, while there are seats and places of the quota. */
    private Outcome<Program> fillSeats(Program program) {
        for (Optional<LearnerId> next = program.nextForASeat();
                next.isPresent();
                next = program.nextForASeat()) {
            Outcome<AgreementTerms> place =
                    agreements.takePlace(program.agreement(), program.id(), next.get());
            if (place instanceof Outcome.Refused<AgreementTerms> refused) {
                return new Outcome.Refused<>(refused.because(), refused.details());
            }
            program.seatNext(clock.instant());
        }
        return Outcome.accepted(program);
    }

    /**
     * Custodian or provider takes a learner out; before the class starts the next who waits gets
     * the seat.
     */
    public Outcome<Program> withdraw(
            ProgramId id,
            InstitutionId institution,
            LearnerId learner,
            String reason,
            @Nullable LocalDate on) {
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        return Changes.change(
                        programs,
                        id,
                        program ->
                                program.custodian().equals(institution)
                                        || program.provider().equals(institution),
                        program -> program.withdraw(learner, reason, day, clock.instant()))
                .then(program -> passOnSeat(program, learner));
    }

    /**
     * After a seat was given up: its place goes back if the class had not begun, and who waits
     * moves up.
     */
    Outcome<Program> passOnSeat(Program program, LearnerId learner) {
        if (!program.quotaTakers().contains(learner)) {
            agreements.releasePlace(program.agreement(), program.id(), learner);
        }
        return moveUp(program);
    }

    /**
     * Gives free seats to who waits; that the quota has no place for them is no refusal of
     * anything.
     */
    Outcome<Program> moveUp(Program program) {
        if (program.nextForASeat().isEmpty()) {
            return Outcome.accepted(program);
        }
        Outcome<Program> filled = Changes.follow(programs, program.id(), this::fillSeats);
        return filled instanceof Outcome.Accepted<Program> ? filled : Outcome.accepted(program);
    }
}
