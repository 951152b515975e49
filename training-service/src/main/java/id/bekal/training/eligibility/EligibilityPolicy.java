package id.bekal.training.eligibility;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.util.ArrayList;
import java.util.List;

/** An institution's eligibility policy with all its versions. */
@Document("eligibilityPolicies")
public class EligibilityPolicy extends Aggregate {

    @Id private PolicyId id;
    private InstitutionId owner;
    private String name;
    private List<PolicyVersion> versions = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    EligibilityPolicy() {}

    public EligibilityPolicy(PolicyId id, InstitutionId owner, String name) {
        this.id = id;
        this.owner = owner;
        this.name = name;
    }

    public EligibilityPolicy revise(List<PolicyVersion.AppliedRule> rules, boolean approvalNeeded) {
        versions.add(
                new PolicyVersion(
                        id.value(), versions.size() + 1, List.copyOf(rules), approvalNeeded));
        return this;
    }

    public PolicyVersion latest() {
        return versions.getLast();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public PolicyId id() {
        return id;
    }

    public InstitutionId owner() {
        return owner;
    }

    public String name() {
        return name;
    }
}
