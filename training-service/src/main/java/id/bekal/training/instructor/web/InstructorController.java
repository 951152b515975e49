package id.bekal.training.instructor.web;

import id.bekal.contracts.InstructorId;
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
import id.bekal.training.instructor.Instructor;
import id.bekal.training.instructor.Instructors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

import java.time.LocalDate;
import java.util.List;

@RestController
@RequestMapping("/api/instructors")
@Tag(name = "instructors")
class InstructorController {

    record CertificateRequest(
            @NotBlank @Size(max = 100) String number,
            @NotBlank @Size(max = 40) String field,
            @Nullable List<@NotBlank String> units,
            @NotNull LocalDate validUntil) {

        Instructor.Certificate toCertificate() {
            List<String> covered = units;
            return new Instructor.Certificate(
                    number, field, covered == null ? List.of() : List.copyOf(covered), validUntil);
        }
    }

    record InstructorRequest(
            @NotBlank @Size(max = 200) String name,
            @NotNull List<@Valid CertificateRequest> certificates) {}

    record InstructorView(InstructorId id, String name, List<Instructor.Certificate> certificates) {

        static InstructorView of(Instructor instructor) {
            return new InstructorView(
                    instructor.id(), instructor.name(), instructor.certificates());
        }
    }

    private final Instructors instructors;
    private final Answers answers;

    InstructorController(Instructors instructors, Answers answers) {
        this.instructors = instructors;
        this.answers = answers;
    }

    @PostMapping
    @Allowed(Action.INSTRUCTOR_CHANGE)
    @Operation(summary = "Add an instructor to the caller's staff")
    ResponseEntity<?> create(@Valid @RequestBody InstructorRequest request, Caller caller) {
        Instructor instructor =
                new Instructor(
                        new InstructorId(NewIds.forRequest("instructor")),
                        caller.institution(),
                        request.name(),
                        request.certificates().stream()
                                .map(CertificateRequest::toCertificate)
                                .toList());
        return answers.created(
                Outcome.accepted(instructors.save(instructor)),
                i -> "/api/instructors/" + i.id(),
                InstructorView::of);
    }

    @PostMapping("/{id}/certificates")
    @Allowed(Action.INSTRUCTOR_CHANGE)
    @Operation(summary = "Add or renew a certificate of an instructor")
    ResponseEntity<?> certify(
            @PathVariable InstructorId id,
            @Valid @RequestBody CertificateRequest request,
            Caller caller) {
        return answers.ok(
                Changes.change(
                        instructors,
                        id,
                        instructor -> instructor.provider().equals(caller.institution()),
                        instructor ->
                                Outcome.accepted(instructor.certify(request.toCertificate()))),
                InstructorView::of);
    }

    @GetMapping("/{id}")
    @Allowed(Action.INSTRUCTOR_READ)
    ResponseEntity<?> read(@PathVariable InstructorId id, Caller caller) {
        return answers.ok(
                instructors
                        .find(id)
                        .filter(instructor -> instructor.provider().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                InstructorView::of);
    }

    @GetMapping
    @Allowed(Action.INSTRUCTOR_READ)
    Page<InstructorView> list(
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit,
            Caller caller) {
        return instructors
                .of(caller.institution(), PageRequest.of(cursor, limit))
                .map(InstructorView::of);
    }
}
