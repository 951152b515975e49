package id.bekal.training.program.web;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;
import id.bekal.training.program.Enrolment;
import id.bekal.training.program.Program;
import id.bekal.training.program.Programs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom a certification body is to test. */
@RestController
@RequestMapping("/api/programs/{id}/candidates")
@Tag(name = "enrolments")
class CandidateController {

    /** What a competence certificate prints, and nothing of custody. */
    record CandidateView(
            LearnerId learner,
            @Nullable String name,
            @Nullable String birthPlace,
            @Nullable LocalDate birthDate) {}

    private final Programs programs;
    private final Learners learners;
    private final LearnerVault vault;
    private final AccessLog accessLog;
    private final Clock clock;
    private final Period visibleFor;

    CandidateController(
            Programs programs,
            Learners learners,
            LearnerVault vault,
            AccessLog accessLog,
            Clock clock,
            @Value("${bekal.candidates.visible-for}") Period visibleFor) {
        this.programs = programs;
        this.learners = learners;
        this.vault = vault;
        this.accessLog = accessLog;
        this.clock = clock;
        this.visibleFor = visibleFor;
    }

    @GetMapping
    @Allowed(Action.CANDIDATES_READ)
    @Operation(summary = "Whom the named certification body is to test, by name")
    List<CandidateView> list(@PathVariable ProgramId id, Caller caller) {
        Program program = programs.find(id).orElseThrow(NotFoundException::new);
        List<LearnerId> ids =
                program.candidates(LocalDate.now(clock).minus(visibleFor)).stream()
                        .map(Enrolment::learner)
                        .toList();
        Map<LearnerId, Learner> known = learners.all(ids);
        accessLog.record(caller, Action.CANDIDATES_READ, ids);
        return ids.stream().map(learner -> view(learner, known.get(learner))).toList();
    }

    private CandidateView view(LearnerId id, @Nullable Learner learner) {
        Optional<Identity> identity = learner == null ? Optional.empty() : vault.identity(learner);
        return new CandidateView(
                id,
                identity.map(Identity::name).orElse(null),
                identity.map(Identity::birthPlace).orElse(null),
                identity.map(Identity::birthDate).orElse(null));
    }
}
