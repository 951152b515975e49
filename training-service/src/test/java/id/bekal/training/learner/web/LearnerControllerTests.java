package id.bekal.training.learner.web;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.mockito.AdditionalAnswers.returnsFirstArg;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.training.TrainingRule;
import id.bekal.training.institution.Institution;
import id.bekal.training.institution.Institutions;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerFixture;
import id.bekal.training.learner.Learners;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.MockitoAnnotations;
import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

class LearnerControllerTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final InstitutionId LAPAS = new InstitutionId("lapas");
    private static final InstitutionId OTHER = new InstitutionId("other");
    private static final Caller CALLER =
            new Caller("officer", LAPAS, "LAPAS", Set.of(Role.OFFICER), Set.of());

    private final Learners learners = mock();
    private final Institutions institutions = mock();
    private final Answers answers = mock();
    private final Learner learner = LearnerFixture.learner("ani", LAPAS, "B.I 1/2026", SINCE);
    private final LearnerController controller =
            new LearnerController(
                    learners,
                    LearnerFixture.VAULT,
                    institutions,
                    mock(),
                    answers,
                    Clock.fixed(Instant.parse("2026-10-01T01:00:00Z"), ZoneOffset.UTC));

    @Captor private ArgumentCaptor<Outcome<Learner>> outcome;

    @BeforeEach
    void store() throws Exception {
        MockitoAnnotations.openMocks(this).close();
        when(learners.save(any())).then(returnsFirstArg());
        when(learners.find(learner.id())).thenReturn(Optional.of(learner));
        when(institutions.isCorrectional(LAPAS)).thenReturn(true);
    }

    private Outcome<Learner> registered() {
        controller.register(
                new LearnerController.LearnerRequest(
                        "Nama Uji", null, null, null, null, "B.I 2/2026", null, null),
                CALLER);
        verify(answers, atLeastOnce()).created(outcome.capture(), any(), any());
        return outcome.getValue();
    }

    private Outcome<Learner> transferred() {
        controller.transfer(
                learner.id(),
                new LearnerController.TransferRequest(OTHER, "B.I 9/2026", SINCE),
                CALLER);
        return answered();
    }

    private Outcome<Learner> released(InstitutionId supervisor) {
        controller.release(
                learner.id(),
                new LearnerController.ReleaseRequest(SINCE, "PB", supervisor, null),
                CALLER);
        return answered();
    }

    private Outcome<Learner> answered() {
        verify(answers, atLeastOnce()).ok(outcome.capture(), any());
        return outcome.getValue();
    }

    @Test
    void registersForACustodianAlone() {
        accepted(registered());
        when(institutions.isCorrectional(LAPAS)).thenReturn(false);
        assertRefused(registered(), TrainingRule.NOT_A_CUSTODIAN);
    }

    @Test
    void registersARegisterNumberOnce() {
        accepted(registered());
        when(learners.save(any())).thenThrow(new DuplicateKeyException("registerNumber"));
        assertRefused(registered(), TrainingRule.REGISTERED_ALREADY);
    }

    @Test
    void movesALearnerToAnInstitutionThatIsKnown() {
        assertRefused(transferred(), TrainingRule.INSTITUTION_UNKNOWN);
        when(institutions.find(OTHER)).thenReturn(Optional.of(mock(Institution.class)));
        accepted(transferred());
    }

    @Test
    void releasesALearnerToASupervisorThatIsKnown() {
        assertRefused(released(OTHER), TrainingRule.INSTITUTION_UNKNOWN);
        when(institutions.find(OTHER)).thenReturn(Optional.of(mock(Institution.class)));
        accepted(released(OTHER));
    }

    @Test
    void releasesALearnerWithoutASupervisor() {
        accepted(released(null));
    }
}
