package id.bekal.training.learner.web;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.platform.accesslog.AccessLog;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.learner.InspectingLearners;
import id.bekal.training.learner.Inspection;
import id.bekal.training.learner.LearnerVault;
import id.bekal.training.learner.Learners;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A regional authority's look at a named learner: the reason comes first, and is kept. */
@RestController
@RequestMapping("/api/learners")
@Tag(name = "learners")
class InspectionController {

    record InspectionRequest(
            @NotNull InstitutionId custodian,
            @NotBlank @Size(max = 60) String registerNumber,
            @NotBlank @Size(min = 10, max = 500) String reason) {}

    record InspectionView(String id, LearnerId learner, Instant until) {}

    private final InspectingLearners inspecting;
    private final Learners learners;
    private final LearnerVault vault;
    private final AccessLog accessLog;

    InspectionController(
            InspectingLearners inspecting,
            Learners learners,
            LearnerVault vault,
            AccessLog accessLog) {
        this.inspecting = inspecting;
        this.learners = learners;
        this.vault = vault;
        this.accessLog = accessLog;
    }

    @PostMapping("/inspections")
    @Allowed(Action.LEARNER_INSPECT)
    @Operation(summary = "Give the reason for looking at a learner of the region")
    ResponseEntity<InspectionView> open(
            @Valid @RequestBody InspectionRequest request, Caller caller) {
        Inspection inspection =
                inspecting
                        .open(
                                caller.institution(),
                                caller.subject(),
                                caller.roles().contains(Role.HEAD),
                                request.custodian(),
                                request.registerNumber(),
                                request.reason())
                        .orElseThrow(NotFoundException::new);
        accessLog.record(
                caller, Action.LEARNER_INSPECT, List.of(inspection.learner()), inspection.reason());
        return ResponseEntity.created(
                        URI.create(
                                "/api/learners/%s/inspections/%s"
                                        .formatted(inspection.learner(), inspection.id())))
                .body(
                        new InspectionView(
                                inspection.id(), inspection.learner(), inspection.until()));
    }

    @GetMapping("/{id}/inspections/{inspection}")
    @Allowed(Action.LEARNER_INSPECT)
    @Operation(summary = "The learner by name, while the inspection is open")
    LearnerView read(@PathVariable LearnerId id, @PathVariable String inspection, Caller caller) {
        Inspection open =
                inspecting
                        .find(id, inspection, caller.institution(), caller.subject())
                        .orElseThrow(NotFoundException::new);
        accessLog.record(caller, Action.LEARNER_INSPECT, List.of(id), open.reason());
        return learners.find(id)
                .map(learner -> LearnerView.named(learner, vault))
                .orElseThrow(NotFoundException::new);
    }
}
