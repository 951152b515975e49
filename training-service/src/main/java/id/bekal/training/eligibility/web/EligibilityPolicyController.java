package id.bekal.training.eligibility.web;

import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.eligibility.EligibilityPolicies;
import id.bekal.training.eligibility.EligibilityPolicy;
import id.bekal.training.eligibility.EligibilityRule;
import id.bekal.training.eligibility.PolicyId;
import id.bekal.training.eligibility.PolicyVersion;

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
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
@RequestMapping("/api/eligibility-policies")
@Tag(name = "eligibility policies")
class EligibilityPolicyController {

    record RuleRequest(@NotNull EligibilityRule rule, @Nullable Map<String, Object> parameters) {

        PolicyVersion.AppliedRule toRule() {
            Map<String, Object> given = parameters;
            return new PolicyVersion.AppliedRule(rule, given == null ? Map.of() : given);
        }
    }

    record PolicyRequest(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(max = 20) List<@Valid RuleRequest> rules,
            @Nullable Boolean approvalNeeded) {}

    record PolicyView(PolicyId id, String name, PolicyVersion latest) {

        static PolicyView of(EligibilityPolicy policy) {
            return new PolicyView(policy.id(), policy.name(), policy.latest());
        }
    }

    private final EligibilityPolicies policies;
    private final Answers answers;

    EligibilityPolicyController(EligibilityPolicies policies, Answers answers) {
        this.policies = policies;
        this.answers = answers;
    }

    @PostMapping
    @Allowed(Action.POLICY_CHANGE)
    @Operation(summary = "Make an eligibility policy of named rules")
    ResponseEntity<?> create(@Valid @RequestBody PolicyRequest request, Caller caller) {
        EligibilityPolicy policy =
                new EligibilityPolicy(
                        new PolicyId(NewIds.forRequest("policy")),
                        caller.institution(),
                        request.name());
        policies.save(revise(policy, request));
        return answers.created(
                Outcome.accepted(policy),
                p -> "/api/eligibility-policies/" + p.id(),
                PolicyView::of);
    }

    @PostMapping("/{id}/versions")
    @Allowed(Action.POLICY_CHANGE)
    @Operation(summary = "Add a version; programs planned from now on follow it")
    ResponseEntity<?> revise(
            @PathVariable PolicyId id, @Valid @RequestBody PolicyRequest request, Caller caller) {
        return answers.ok(
                Changes.change(
                        policies,
                        id,
                        policy -> policy.owner().equals(caller.institution()),
                        policy -> Outcome.accepted(revise(policy, request))),
                PolicyView::of);
    }

    @GetMapping("/{id}")
    @Allowed(Action.POLICY_READ)
    ResponseEntity<?> read(@PathVariable PolicyId id, Caller caller) {
        return answers.ok(
                policies.find(id)
                        .filter(policy -> policy.owner().equals(caller.institution()))
                        .orElseThrow(NotFoundException::new),
                PolicyView::of);
    }

    private static EligibilityPolicy revise(EligibilityPolicy policy, PolicyRequest request) {
        Boolean approvalNeeded = request.approvalNeeded();
        return policy.revise(
                request.rules().stream().map(RuleRequest::toRule).toList(),
                approvalNeeded == null || approvalNeeded);
    }
}
