package id.bekal.training.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.training.TrainingRule;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The terms of an agreement as the latest event tells, and which enrolments took a place of its
 * quota.
 */
@Document("agreements")
public class AgreementTerms extends Aggregate {

    /** A place of the quota, taken by a learner's enrolment in a program. */
    public record Place(ProgramId program, LearnerId learner, Instant takenAt) {}

    @Id private AgreementId id;
    private AgreementSnapshot terms;
    private long heard;
    private List<Place> places = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    AgreementTerms() {}

    AgreementTerms(AgreementSnapshot terms, long heard) {
        this.id = terms.id();
        this.terms = terms;
        this.heard = heard;
    }

    boolean hear(AgreementSnapshot latest, long sequence) {
        if (sequence <= heard) {
            return false;
        }
        terms = latest;
        heard = sequence;
        return true;
    }

    /**
     * Whether new work between these institutions, in this field and period, may begin. A refusal
     * names the first condition that failed and lists all that did.
     */
    public Outcome<AgreementTerms> covers(
            InstitutionId provider,
            InstitutionId custodian,
            String field,
            LocalDate from,
            LocalDate until) {
        List<TrainingRule> failed = new ArrayList<>();
        if (terms.state() != AgreementState.ACTIVE) {
            failed.add(TrainingRule.AGREEMENT_NOT_IN_FORCE);
        }
        if (!terms.fields().isEmpty() && !terms.fields().contains(field)) {
            failed.add(TrainingRule.FIELD_NOT_COVERED);
        }
        if (!isParty(provider) || !isParty(custodian)) {
            failed.add(TrainingRule.INSTITUTION_NOT_A_PARTY);
        }
        if (from.isBefore(terms.from()) || until.isAfter(terms.until())) {
            failed.add(TrainingRule.DATES_NOT_COVERED);
        }
        if (placesLeft() < 1) {
            failed.add(TrainingRule.QUOTA_USED_UP);
        }
        if (failed.isEmpty()) {
            return Outcome.accepted(this);
        }
        List<Object> details =
                new ArrayList<>(
                        List.of(
                                "conditions", failed,
                                "agreement", id,
                                "agreementState", terms.state(),
                                "from", terms.from(),
                                "until", terms.until(),
                                "placesTaken", places.size()));
        Integer quota = terms.quota();
        if (quota != null) {
            details.addAll(List.of("quota", quota));
        }
        return Outcome.refused(failed.getFirst(), details.toArray());
    }

    /** Whether work under it may begin or go on. */
    public Outcome<AgreementTerms> inForce() {
        return terms.state() == AgreementState.ACTIVE
                ? Outcome.accepted(this)
                : Outcome.refused(
                        TrainingRule.AGREEMENT_NOT_IN_FORCE,
                        "agreement",
                        id,
                        "agreementState",
                        terms.state());
    }

    /** Takes a place for the learner in the program; the same one again changes nothing. */
    Outcome<AgreementTerms> takePlace(ProgramId program, LearnerId learner, Instant at) {
        if (hasPlace(program, learner)) {
            return Outcome.accepted(this);
        }
        Integer quota = terms.quota();
        if (quota != null && places.size() >= quota) {
            return Outcome.refused(
                    TrainingRule.QUOTA_USED_UP, "quota", quota, "placesTaken", places.size());
        }
        places.add(new Place(program, learner, at));
        return Outcome.accepted(this);
    }

    boolean releasePlace(ProgramId program, LearnerId learner) {
        return places.removeIf(
                place -> place.program().equals(program) && place.learner().equals(learner));
    }

    private boolean hasPlace(ProgramId program, LearnerId learner) {
        return places.stream()
                .anyMatch(
                        place ->
                                place.program().equals(program) && place.learner().equals(learner));
    }

    /** Places of the quota not taken; without a quota there is always one. */
    int placesLeft() {
        @Nullable Integer quota = terms.quota();
        return quota == null ? Integer.MAX_VALUE : quota - places.size();
    }

    private boolean isParty(InstitutionId institution) {
        return terms.parties().contains(institution);
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public AgreementId id() {
        return id;
    }

    public AgreementState state() {
        return terms.state();
    }

    public AtAgreementEnd atEnd() {
        return terms.atEnd();
    }

    public List<InstitutionId> overseers() {
        return terms.overseers();
    }

    public List<Place> places() {
        return List.copyOf(places);
    }
}
