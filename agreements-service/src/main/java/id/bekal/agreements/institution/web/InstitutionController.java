package id.bekal.agreements.institution.web;

import id.bekal.agreements.institution.DatedClassification;
import id.bekal.agreements.institution.DatedName;
import id.bekal.agreements.institution.Institution;
import id.bekal.agreements.institution.Institutions;
import id.bekal.agreements.institution.NewInstitution;
import id.bekal.agreements.institution.RegisteringInstitutions;
import id.bekal.agreements.institution.Standing;
import id.bekal.agreements.institution.SucceedingInstitutions;
import id.bekal.agreements.institution.Succession;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;

/**
 * Institutions are public facts to every caller; a regional authority registers and changes those
 * of its region.
 */
@RestController
@RequestMapping("/api/institutions")
@Tag(name = "Institutions")
class InstitutionController {

    record Registration(
            @NotNull InstitutionId id,
            @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String kind,
            @Nullable Set<@NotNull InstitutionRole> roles,
            @Nullable @Size(min = 1, max = 40) String classification,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 200) String ministry,
            @NotBlank @Size(max = 100) String city,
            @Nullable @Size(max = 300) String address,
            @Nullable LocalDate since) {

        NewInstitution from(LocalDate today) {
            LocalDate day = since == null ? today : since;
            return new NewInstitution(
                    id,
                    kind,
                    roles == null ? Set.of() : roles,
                    classification == null ? null : new DatedClassification(classification, day),
                    new DatedName(name, ministry, day),
                    city,
                    address);
        }
    }

    record NewName(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 200) String ministry,
            @Nullable LocalDate since) {}

    record NewClassification(
            @NotBlank @Size(max = 40) String classification, @Nullable LocalDate since) {}

    record NewSuccession(@NotNull InstitutionId institution, @Nullable LocalDate on) {}

    record NewStanding(
            @NotNull Boolean inForce,
            @Nullable LocalDate since,
            @Nullable @Size(max = 500) String reason) {}

    private final RegisteringInstitutions registering;
    private final SucceedingInstitutions succeeding;
    private final Institutions institutions;
    private final Answers answers;
    private final Clock clock;

    InstitutionController(
            RegisteringInstitutions registering,
            SucceedingInstitutions succeeding,
            Institutions institutions,
            Answers answers,
            Clock clock) {
        this.registering = registering;
        this.succeeding = succeeding;
        this.institutions = institutions;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Allowed(Action.INSTITUTION_REGISTER)
    @Operation(summary = "Register an institution (a regional authority registers itself first)")
    ResponseEntity<?> register(@Valid @RequestBody Registration request, Caller caller) {
        return answers.created(
                registering.register(authority(caller), request.from(today())),
                institution -> "/api/institutions/" + institution.id(),
                this::view);
    }

    @GetMapping
    @Allowed(Action.INSTITUTION_READ)
    @Operation(summary = "List institutions")
    Page<InstitutionView> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable InstitutionRole role,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return institutions.list(kind, role, PageRequest.of(cursor, limit)).map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed(Action.INSTITUTION_READ)
    @Operation(summary = "An institution as it is today, with its history")
    ResponseEntity<?> read(@PathVariable InstitutionId id) {
        return answers.ok(institutions.find(id).orElseThrow(NotFoundException::new), this::view);
    }

    @PostMapping("/{id}/names")
    @Allowed(Action.INSTITUTION_CHANGE)
    @Operation(summary = "Give an institution another name or ministry from a day on")
    ResponseEntity<?> rename(
            @PathVariable InstitutionId id, @Valid @RequestBody NewName request, Caller caller) {
        DatedName name = new DatedName(request.name(), request.ministry(), day(request.since()));
        return change(id, caller, found -> found.rename(name, today(), clock.instant()));
    }

    @PostMapping("/{id}/classifications")
    @Allowed(Action.INSTITUTION_CHANGE)
    @Operation(summary = "Give an institution another class from a day on")
    ResponseEntity<?> classify(
            @PathVariable InstitutionId id,
            @Valid @RequestBody NewClassification request,
            Caller caller) {
        DatedClassification classification =
                new DatedClassification(request.classification(), day(request.since()));
        return change(
                id, caller, found -> found.classify(classification, today(), clock.instant()));
    }

    @PostMapping("/{id}/succession")
    @Allowed(Action.INSTITUTION_CHANGE)
    @Operation(summary = "Name the institution that takes over from this one")
    ResponseEntity<?> succeed(
            @PathVariable InstitutionId id,
            @Valid @RequestBody NewSuccession request,
            Caller caller) {
        Succession by = new Succession(request.institution(), day(request.on()));
        return answers.ok(succeeding.succeed(authority(caller), id, by), this::view);
    }

    @PostMapping("/{id}/standing")
    @Allowed(Action.INSTITUTION_CHANGE)
    @Operation(summary = "Say whether an institution may act from a day on")
    ResponseEntity<?> stand(
            @PathVariable InstitutionId id,
            @Valid @RequestBody NewStanding request,
            Caller caller) {
        if (!request.inForce() && (request.reason() == null || request.reason().isBlank())) {
            throw new InvalidInputException("reason", "REQUIRED");
        }
        Standing standing = new Standing(request.inForce(), day(request.since()), request.reason());
        return change(id, caller, found -> found.stand(standing, today(), clock.instant()));
    }

    private ResponseEntity<?> change(
            InstitutionId id, Caller caller, Function<Institution, Outcome<Institution>> command) {
        InstitutionId authority = authority(caller);
        return answers.ok(
                Changes.change(institutions, id, found -> found.isOverseenBy(authority), command),
                this::view);
    }

    private static InstitutionId authority(Caller caller) {
        if (!caller.isRegionalAuthority()) {
            throw new AccessDeniedException("only a regional authority changes institutions");
        }
        return caller.institution();
    }

    private LocalDate day(@Nullable LocalDate given) {
        return given == null ? today() : given;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private InstitutionView view(Institution institution) {
        return InstitutionView.of(institution, today());
    }
}
