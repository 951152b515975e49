package id.bekal.training.curriculum.web;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;
import id.bekal.training.curriculum.Curricula;
import id.bekal.training.curriculum.Curriculum;
import id.bekal.training.curriculum.CurriculumVersion;
import id.bekal.training.curriculum.Unit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;

@RestController
@RequestMapping("/api/curricula")
@Tag(name = "curricula")
class CurriculumController {

    record UnitRequest(
            @Nullable String code,
            @NotBlank @Size(max = 200) String titleId,
            @Nullable @Size(max = 200) String titleEn,
            @NotNull @Min(1) @Max(2000) Integer hours) {}

    record CurriculumRequest(
            @NotBlank @Size(max = 40) String field,
            @NotBlank @Size(max = 200) String titleId,
            @Nullable @Size(max = 200) String titleEn,
            @NotNull @Min(1) @Max(100) Integer minimumAttendance,
            @NotEmpty @Size(max = 60) List<@Valid UnitRequest> units) {

        List<Unit> toUnits() {
            List<Unit> result = new ArrayList<>();
            for (UnitRequest unit : units) {
                String code = unit.code();
                String key = code == null ? "unit-" + (result.size() + 1) : code;
                result.add(new Unit(key, code, unit.titleId(), unit.titleEn(), unit.hours()));
            }
            return result;
        }
    }

    record CurriculumView(
            CurriculumId id,
            InstitutionId provider,
            int hours,
            CurriculumVersion latest,
            int versions) {

        static CurriculumView of(Curriculum curriculum) {
            return new CurriculumView(
                    curriculum.id(),
                    curriculum.provider(),
                    curriculum.latest().hours(),
                    curriculum.latest(),
                    curriculum.versions().size());
        }
    }

    private final Curricula curricula;
    private final Answers answers;

    CurriculumController(Curricula curricula, Answers answers) {
        this.curricula = curricula;
        this.answers = answers;
    }

    @PostMapping
    @Allowed(Action.CURRICULUM_CHANGE)
    @Operation(summary = "Add a curriculum to the caller's catalogue")
    ResponseEntity<?> create(@Valid @RequestBody CurriculumRequest request, Caller caller) {
        Curriculum curriculum =
                new Curriculum(
                        new CurriculumId(NewIds.forRequest("curriculum")), caller.institution());
        curricula.save(revise(curriculum, request));
        return answers.created(
                Outcome.accepted(curriculum), c -> "/api/curricula/" + c.id(), CurriculumView::of);
    }

    @PostMapping("/{id}/versions")
    @Allowed(Action.CURRICULUM_CHANGE)
    @Operation(summary = "Add a version; programs planned from now on follow it")
    ResponseEntity<?> revise(
            @PathVariable CurriculumId id,
            @Valid @RequestBody CurriculumRequest request,
            Caller caller) {
        return answers.ok(
                Changes.change(
                        curricula,
                        id,
                        curriculum -> curriculum.provider().equals(caller.institution()),
                        curriculum -> Outcome.accepted(revise(curriculum, request))),
                CurriculumView::of);
    }

    @GetMapping("/{id}")
    @Allowed(Action.CURRICULUM_READ)
    ResponseEntity<?> read(@PathVariable CurriculumId id, Caller caller) {
        return answers.ok(
                curricula
                        .find(id)
                        .filter(curriculum -> curriculum.provider().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                CurriculumView::of);
    }

    @GetMapping
    @Allowed(Action.CURRICULUM_READ)
    Page<CurriculumView> list(
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        return curricula
                .of(caller.institution(), PageRequest.of(cursor, limit))
                .map(CurriculumView::of);
    }

    private static Curriculum revise(Curriculum curriculum, CurriculumRequest request) {
        return curriculum.revise(
                request.field(),
                request.titleId(),
                request.titleEn(),
                request.minimumAttendance(),
                request.toUnits());
    }
}
