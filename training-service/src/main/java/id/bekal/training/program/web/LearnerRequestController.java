package id.bekal.training.program.web;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.Requested;
import id.bekal.training.program.ErasingLearners;
import id.bekal.training.program.MergingLearners;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What two persons decide about a learner's record, because it cannot be undone. */
@RestController
@RequestMapping("/api/learners/{id}")
@Tag(name = "learners")
class LearnerRequestController {

    record ErasureRequest(@NotBlank @Size(max = 500) String reason) {}

    /**
     * @param into the record that is kept
     */
    record MergeRequest(@NotNull LearnerId into, @NotBlank @Size(max = 500) String reason) {}

    /** Where a request about a learner's record stands. */
    record RequestView(
            LearnerId learner,
            boolean erased,
            @Nullable LearnerId mergedInto,
            @Nullable Requested erasureRequested,
            @Nullable Requested mergeRequested) {

        static RequestView of(Learner learner) {
            return new RequestView(
                    learner.id(),
                    learner.isErased(),
                    learner.mergedInto().orElse(null),
                    learner.erasureRequested(),
                    learner.mergeRequested());
        }
    }

    private final ErasingLearners erasing;
    private final MergingLearners merging;
    private final Answers answers;

    LearnerRequestController(ErasingLearners erasing, MergingLearners merging, Answers answers) {
        this.erasing = erasing;
        this.merging = merging;
        this.answers = answers;
    }

    @PostMapping("/erasure")
    @Allowed(Action.LEARNER_ERASE)
    @Operation(summary = "Ask that who the learner is be forgotten; a second person confirms")
    ResponseEntity<?> requestErasure(
            @PathVariable LearnerId id, @Valid @RequestBody ErasureRequest request, Caller caller) {
        return answer(erasing.request(id, caller.subject(), request.reason()));
    }

    @PostMapping("/erasure/confirmation")
    @Allowed(Action.LEARNER_ERASE_CONFIRM)
    @Operation(summary = "Forget who the learner is; certificates stay verifiable")
    ResponseEntity<?> confirmErasure(@PathVariable LearnerId id, Caller caller) {
        return answer(erasing.confirm(id, caller.subject()));
    }

    @PostMapping("/merge")
    @Allowed(Action.LEARNER_MERGE)
    @Operation(summary = "Ask that this record be merged into another of the same person's")
    ResponseEntity<?> requestMerge(
            @PathVariable LearnerId id, @Valid @RequestBody MergeRequest request, Caller caller) {
        return answer(merging.request(id, request.into(), caller.subject(), request.reason()));
    }

    @PostMapping("/merge/confirmation")
    @Allowed(Action.LEARNER_MERGE_CONFIRM)
    @Operation(summary = "Merge the record; hours, units and certificates go to the kept one")
    ResponseEntity<?> confirmMerge(@PathVariable LearnerId id, Caller caller) {
        return answer(merging.confirm(id, caller.subject()));
    }

    private ResponseEntity<?> answer(Outcome<Learner> outcome) {
        return answers.ok(outcome, RequestView::of);
    }
}
