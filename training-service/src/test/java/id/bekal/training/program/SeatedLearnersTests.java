package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.training.TrainingRule;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerFixture;
import id.bekal.training.learner.Learners;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Who has a seat is neither erased nor merged into another, when asked for nor when confirmed. */
class SeatedLearnersTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final InstitutionId LAPAS = new InstitutionId("lapas");
    private static final Clock CLOCK = Clock.fixed(ProgramFixture.AT, ZoneOffset.UTC);

    private final Learner ani = LearnerFixture.learner("ani", LAPAS, "B.I 1/2026", SINCE);
    private final Learner twice = LearnerFixture.learner("twice", LAPAS, "B.I 2/2026", SINCE);
    private final Learners learners = mock();
    private final Programs programs = mock();
    private final ErasingLearners erasing = new ErasingLearners(learners, programs, CLOCK);
    private final MergingLearners merging = new MergingLearners(learners, programs, CLOCK);

    @BeforeEach
    void store() {
        when(learners.find(ani.id())).thenReturn(Optional.of(ani));
        when(learners.find(twice.id())).thenReturn(Optional.of(twice));
    }

    private void seat(boolean seated) {
        when(programs.seats(twice.id())).thenReturn(seated);
    }

    @Test
    void areNotErased() {
        seat(true);
        assertRefused(erasing.request(twice.id(), "officer", "why"), TrainingRule.SEATED_STILL);
        seat(false);
        accepted(erasing.request(twice.id(), "officer", "why"));
        seat(true);
        assertRefused(erasing.confirm(twice.id(), "head"), TrainingRule.SEATED_STILL);
        seat(false);
        accepted(erasing.confirm(twice.id(), "head"));
    }

    @Test
    void areNotMergedIntoAnother() {
        seat(true);
        assertRefused(
                merging.request(twice.id(), ani.id(), "officer", "why"), TrainingRule.SEATED_STILL);
        seat(false);
        accepted(merging.request(twice.id(), ani.id(), "officer", "why"));
        seat(true);
        assertRefused(merging.confirm(twice.id(), "head"), TrainingRule.SEATED_STILL);
        seat(false);
        accepted(merging.confirm(twice.id(), "head"));
    }

    @Test
    void areMergedWhileTheOneThatIsKeptHasASeat() {
        when(programs.seats(ani.id())).thenReturn(true);
        accepted(merging.request(twice.id(), ani.id(), "officer", "why"));
        accepted(merging.confirm(twice.id(), "head"));
    }

    @Test
    void areNotMergedIntoOneThatIsNotThere() {
        assertRefused(
                merging.request(twice.id(), new LearnerId("none"), "officer", "why"),
                TrainingRule.NOT_IN_CUSTODY_HERE);
    }
}
