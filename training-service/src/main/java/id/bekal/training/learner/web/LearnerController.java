package id.bekal.training.learner.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.training.TrainingRule;
import id.bekal.training.institution.Institutions;
import id.bekal.training.learner.Credit;
import id.bekal.training.learner.Custody;
import id.bekal.training.learner.HeldCertificate;
import id.bekal.training.learner.Identity;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;
import id.bekal.training.learner.SealedIdentity;
import id.bekal.training.learner.SealedNumber;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

@RestController
@RequestMapping("/api/learners")
@Tag(name = "learners")
class LearnerController {

    record LearnerRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 100) String birthPlace,
            @Nullable LocalDate birthDate,
            @Nullable @Size(max = 100) String domicile,
            @Nullable @Pattern(regexp = "NARAPIDANA|ANAK_BINAAN|TAHANAN") String status,
            @NotBlank @Size(max = 60) String registerNumber,
            @Nullable LocalDate heldSince,
            @Nullable LocalDate earliestRelease) {}

    record TransferRequest(
            @NotNull InstitutionId to,
            @NotBlank @Size(max = 60) String registerNumber,
            @Nullable LocalDate on) {}

    record ReleaseRequest(
            @Nullable LocalDate on,
            @NotBlank @Pattern(regexp = "[A-Z_]{2,30}") String kind,
            @Nullable InstitutionId supervisor,
            @Nullable @Size(max = 60) String clientNumber) {}

    record ReleaseDateRequest(@Nullable LocalDate earliestRelease) {}

    record SearchRequest(
            @Nullable @Size(min = 1, max = 60) String registerNumber,
            @Nullable @Size(min = 1, max = 200) String name) {}

    /** Who was found, by pseudonym. */
    record FoundView(List<LearnerId> learners) {}

    record RecordView(
            LearnerId learner,
            int hours,
            List<Credit> credits,
            List<HeldCertificate> certificates) {

        static RecordView of(Learner learner) {
            return new RecordView(
                    learner.id(),
                    learner.credits().stream().mapToInt(Credit::hours).sum(),
                    learner.credits(),
                    learner.certificates());
        }
    }

    private final Learners learners;
    private final LearnerVault vault;
    private final Institutions institutions;
    private final AccessLog accessLog;
    private final Answers answers;
    private final Clock clock;

    LearnerController(
            Learners learners,
            LearnerVault vault,
            Institutions institutions,
            AccessLog accessLog,
            Answers answers,
            Clock clock) {
        this.learners = learners;
        this.vault = vault;
        this.institutions = institutions;
        this.accessLog = accessLog;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Allowed(Action.LEARNER_REGISTER)
    @Operation(summary = "Register a learner in the caller's custody")
    ResponseEntity<?> register(@Valid @RequestBody LearnerRequest request, Caller caller) {
        LocalDate today = LocalDate.now(clock);
        LocalDate birthDate = request.birthDate();
        if (birthDate != null && birthDate.isAfter(today)) {
            throw new InvalidInputException("birthDate", "OUT_OF_RANGE");
        }
        LocalDate since = request.heldSince();
        String status = request.status();
        LearnerId id = new LearnerId(NewIds.forRequest("learner"));
        SealedIdentity who =
                vault.seal(
                        id,
                        new Identity(
                                request.name().strip(),
                                request.birthPlace(),
                                birthDate,
                                request.domicile()));
        Learner learner =
                new Learner(
                        id,
                        who,
                        status == null ? "NARAPIDANA" : status,
                        institutions.isForJuveniles(caller.institution()),
                        new Custody(
                                caller.institution(),
                                vault.seal(
                                        id,
                                        who,
                                        caller.institution(),
                                        request.registerNumber().strip()),
                                since == null ? today : since,
                                null),
                        request.earliestRelease());
        return answers.created(
                institutions.isCorrectional(caller.institution())
                        ? saved(learner)
                        : Outcome.refused(TrainingRule.NOT_A_CUSTODIAN),
                l -> "/api/learners/" + l.id(),
                LearnerView::of);
    }

    private Outcome<Learner> saved(Learner learner) {
        try {
            return Outcome.accepted(learners.save(learner));
        } catch (DuplicateKeyException registerNumberTaken) {
            return Outcome.refused(TrainingRule.REGISTERED_ALREADY);
        }
    }

    /**
     * Children are listed by pseudonym: each is read one by one, so that each reading is logged.
     */
    @GetMapping
    @Allowed(Action.LEARNER_READ)
    Page<LearnerView> list(
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        Page<Learner> held = learners.heldBy(caller.institution(), PageRequest.of(cursor, limit));
        accessLog.record(
                caller,
                Action.LEARNER_READ,
                held.items().stream().filter(l -> !l.isJuvenile()).map(Learner::id).toList());
        return held.map(
                learner ->
                        learner.isJuvenile()
                                ? LearnerView.of(learner)
                                : LearnerView.named(learner, vault));
    }

    /** A search is a command, because what it looks for must not be in an address. */
    @PostMapping("/searches")
    @Allowed(Action.LEARNER_READ)
    @Operation(summary = "Find learners of the caller's by register number or by exact name")
    FoundView search(@Valid @RequestBody SearchRequest request, Caller caller) {
        String number = request.registerNumber();
        String name = request.name();
        if ((number == null) == (name == null)) {
            throw new InvalidInputException("registerNumber", "EXACTLY_ONE_OF_TWO");
        }
        List<LearnerId> found =
                number != null
                        ? learners
                                .numbered(vault.numberHash(caller.institution(), number))
                                .map(Learner::id)
                                .stream()
                                .toList()
                        : learners
                                .named(
                                        caller.institution(),
                                        vault.nameHash(java.util.Objects.requireNonNull(name)))
                                .stream()
                                .map(Learner::id)
                                .toList();
        accessLog.record(caller, Action.LEARNER_READ, found, "search");
        return new FoundView(found);
    }

    @GetMapping("/{id}")
    @Allowed(Action.LEARNER_READ)
    ResponseEntity<?> read(@PathVariable LearnerId id, Caller caller) {
        Learner learner = held(id, caller);
        accessLog.record(caller, Action.LEARNER_READ, List.of(id));
        return answers.ok(learner, l -> LearnerView.named(l, vault));
    }

    @GetMapping("/{id}/record")
    @Allowed(Action.LEARNER_READ)
    @Operation(summary = "Hours, units and certificates the learner has, from wherever")
    ResponseEntity<?> record(@PathVariable LearnerId id, Caller caller) {
        Learner learner = held(id, caller);
        accessLog.record(caller, Action.LEARNER_READ, List.of(id), "record");
        return answers.ok(learner, RecordView::of);
    }

    @PostMapping("/{id}/transfers")
    @Allowed(Action.LEARNER_CHANGE)
    @Operation(summary = "Move the learner to another institution")
    ResponseEntity<?> transfer(
            @PathVariable LearnerId id,
            @Valid @RequestBody TransferRequest request,
            Caller caller) {
        return answers.ok(
                Changes.change(
                        learners,
                        id,
                        learner -> learner.isHeldBy(caller.institution()),
                        learner ->
                                institutions.find(request.to()).isEmpty()
                                        ? Outcome.refused(
                                                TrainingRule.INSTITUTION_UNKNOWN,
                                                "institution",
                                                request.to())
                                        : learner.transfer(
                                                request.to(),
                                                sealed(
                                                        learner,
                                                        request.to(),
                                                        request.registerNumber()),
                                                institutions.isForJuveniles(request.to()),
                                                dayOf(request.on()),
                                                clock.instant())),
                LearnerView::of);
    }

    @PostMapping("/{id}/releases")
    @Allowed(Action.LEARNER_CHANGE)
    @Operation(summary = "Release the learner, perhaps under a Bapas' supervision")
    ResponseEntity<?> release(
            @PathVariable LearnerId id, @Valid @RequestBody ReleaseRequest request, Caller caller) {
        InstitutionId supervisor = request.supervisor();
        return answers.ok(
                Changes.change(
                        learners,
                        id,
                        learner -> learner.isHeldBy(caller.institution()),
                        learner ->
                                supervisor != null && institutions.find(supervisor).isEmpty()
                                        ? Outcome.refused(
                                                TrainingRule.INSTITUTION_UNKNOWN,
                                                "institution",
                                                supervisor)
                                        : learner.release(
                                                dayOf(request.on()),
                                                request.kind(),
                                                supervisor,
                                                clientNumber(learner, request),
                                                clock.instant())),
                LearnerView::of);
    }

    @PutMapping("/{id}/earliest-release")
    @Allowed(Action.LEARNER_CHANGE)
    @Operation(summary = "Set the earliest date of release, as remissions change it")
    ResponseEntity<?> expectRelease(
            @PathVariable LearnerId id, @RequestBody ReleaseDateRequest request, Caller caller) {
        return answers.ok(
                Changes.change(
                        learners,
                        id,
                        learner -> learner.isHeldBy(caller.institution()),
                        learner ->
                                Outcome.accepted(learner.expectRelease(request.earliestRelease()))),
                LearnerView::of);
    }

    private SealedNumber sealed(Learner learner, InstitutionId institution, String number) {
        return vault.seal(learner, institution, number.strip());
    }

    private @Nullable SealedNumber clientNumber(Learner learner, ReleaseRequest request) {
        InstitutionId supervisor = request.supervisor();
        String number = request.clientNumber();
        return supervisor == null || number == null ? null : sealed(learner, supervisor, number);
    }

    /** Days of custody may lie in the past, never in the future. */
    private LocalDate dayOf(@Nullable LocalDate on) {
        LocalDate today = LocalDate.now(clock);
        if (on != null && on.isAfter(today)) {
            throw new InvalidInputException("on", "OUT_OF_RANGE");
        }
        return on == null ? today : on;
    }

    private Learner held(LearnerId id, Caller caller) {
        return learners.find(id)
                .filter(learner -> learner.isHeldBy(caller.institution()))
                .orElseThrow(NotFoundException::new);
    }
}
