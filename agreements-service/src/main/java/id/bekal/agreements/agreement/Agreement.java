package id.bekal.agreements.agreement;

import static id.bekal.contracts.agreements.AgreementState.ACTIVE;
import static id.bekal.contracts.agreements.AgreementState.DRAFT;
import static id.bekal.contracts.agreements.AgreementState.EXPIRED;
import static id.bekal.contracts.agreements.AgreementState.IN_REVIEW;
import static id.bekal.contracts.agreements.AgreementState.RENEWED;
import static id.bekal.contracts.agreements.AgreementState.SIGNING;
import static id.bekal.contracts.agreements.AgreementState.SUSPENDED;
import static id.bekal.contracts.agreements.AgreementState.TERMINATED;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.AgreementAmended;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.AgreementExpired;
import id.bekal.contracts.agreements.AgreementExpiring;
import id.bekal.contracts.agreements.AgreementRenewed;
import id.bekal.contracts.agreements.AgreementResumed;
import id.bekal.contracts.agreements.AgreementSigned;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AgreementSubmitted;
import id.bekal.contracts.agreements.AgreementSuspended;
import id.bekal.contracts.agreements.AgreementTerminated;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What institutions agree on, MoU and cooperation agreement alike, from draft to end.
 *
 * <p>Each command either is accepted and records its events, or is refused by the first rule that
 * objects and changes nothing. What only waits for a day happens in {@link #advance}; {@code due}
 * is the next day on which it has something to do.
 */
@Document("agreements")
public class Agreement extends Aggregate {

    @Id private AgreementId id;
    private String kind;
    private String title;
    private InstitutionId creator;
    private Instant createdAt;
    private LocalDate createdOn;
    private AgreementState state;
    private List<Party> parties;
    private List<InstitutionId> overseers;

    /** Parties and overseers: who may know of it. */
    private Set<InstitutionId> audience;

    private Terms originalTerms;
    private Terms terms;
    private List<Integer> noticeDays;
    private @Nullable AgreementId parent;
    private @Nullable AgreementId renews;

    /** As {@code renews} until withdrawn; unique, so that one renewal is open at a time. */
    private @Nullable AgreementId openRenewalOf;

    /** The predecessor, from activation until it was told of it. */
    private @Nullable AgreementId relieves;

    private @Nullable AgreementId renewedBy;
    private @Nullable Review review;
    private List<Suspension> suspensions;
    private List<Addendum> addenda;
    private @Nullable Termination termination;
    private List<Notice> notices;
    private @Nullable LocalDate due;

    @SuppressWarnings("NullAway.Init")
    Agreement() {}

    private Agreement(
            AgreementId id,
            InstitutionId creator,
            Draft draft,
            Set<InstitutionId> overseers,
            @Nullable AgreementId renews,
            Moment now) {
        this.id = id;
        this.creator = creator;
        this.createdAt = now.at();
        this.createdOn = now.today();
        this.state = DRAFT;
        this.renews = renews;
        this.openRenewalOf = renews;
        this.suspensions = List.of();
        this.addenda = List.of();
        this.notices = List.of();
        this.kind = draft.kind();
        this.title = draft.title();
        this.parties = List.copyOf(draft.parties());
        this.overseers = List.copyOf(overseers);
        this.audience = audience(draft.parties(), overseers);
        this.originalTerms = draft.terms();
        this.terms = draft.terms();
        this.noticeDays = descending(draft.noticeDays());
        this.parent = draft.parent();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    // ---- drafting

    /**
     * A new draft of one of its parties.
     *
     * @param overseers the regional authorities of the parties
     * @throws InvalidInputException when there are fewer than two parties, one comes twice, the
     *     period ends before it begins, or the quota is no positive number
     */
    public static Outcome<Agreement> draft(
            AgreementId id, Actor creator, Draft draft, Set<InstitutionId> overseers, Moment now) {
        check(draft);
        if (!isAmong(draft.parties(), creator.institution())) {
            return Outcome.refused(AgreementRule.THE_CREATOR_IS_A_PARTY);
        }
        return Outcome.accepted(
                new Agreement(id, creator.institution(), draft, overseers, null, now));
    }

    /** Replaces a draft's content; throws as {@link #draft} does. */
    public Outcome<Agreement> edit(Actor actor, Draft draft, Set<InstitutionId> overseers) {
        if (!actor.institution().equals(creator)) {
            return Outcome.refused(AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS, "creator", creator);
        }
        if (state != DRAFT) {
            return Outcome.refused(AgreementRule.ONLY_A_DRAFT_IS_EDITED, "state", state);
        }
        check(draft);
        if (!isAmong(draft.parties(), creator)) {
            return Outcome.refused(AgreementRule.THE_CREATOR_IS_A_PARTY);
        }
        this.kind = draft.kind();
        this.title = draft.title();
        this.parties = List.copyOf(draft.parties());
        this.overseers = List.copyOf(overseers);
        this.audience = audience(draft.parties(), overseers);
        this.originalTerms = draft.terms();
        this.terms = draft.terms();
        this.noticeDays = descending(draft.noticeDays());
        this.parent = draft.parent();
        return Outcome.accepted(this);
    }

    private static void check(Draft draft) {
        if (draft.parties().size() < 2) {
            throw new InvalidInputException("parties", "WRONG_LENGTH");
        }
        Set<InstitutionId> seen = new LinkedHashSet<>();
        for (int i = 0; i < draft.parties().size(); i++) {
            if (!seen.add(draft.parties().get(i).institution())) {
                throw new InvalidInputException("parties[" + i + "].institution", "NAMED_TWICE");
            }
        }
        if (draft.terms().until().isBefore(draft.terms().from())) {
            throw new InvalidInputException("until", "ENDS_BEFORE_IT_BEGINS");
        }
        Integer quota = draft.terms().quota();
        if (quota != null && quota < 1) {
            throw new InvalidInputException("quota", "OUT_OF_RANGE");
        }
        if (draft.noticeDays().stream().anyMatch(days -> days < 1)) {
            throw new InvalidInputException("noticeDays", "OUT_OF_RANGE");
        }
    }

    public Outcome<Agreement> submit(Actor actor, Moment now) {
        if (!actor.institution().equals(creator)) {
            return Outcome.refused(AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS, "creator", creator);
        }
        if (state != DRAFT) {
            return Outcome.refused(AgreementRule.ONLY_A_DRAFT_IS_SUBMITTED, "state", state);
        }
        List<InstitutionId> unsigned =
                parties.stream()
                        .filter(party -> party.signatories().isEmpty())
                        .map(Party::institution)
                        .toList();
        if (!unsigned.isEmpty()) {
            return Outcome.refused(
                    AgreementRule.EVERY_PARTY_NAMES_ITS_SIGNATORIES, "parties", unsigned);
        }
        if (now.today().isAfter(terms.until())) {
            return Outcome.refused(
                    AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER, "until", terms.until());
        }
        state = IN_REVIEW;
        record(new AgreementSubmitted(snapshot()), now);
        return Outcome.accepted(this);
    }

    /** A party other than the creator approves, or sends the draft back. */
    public Outcome<Agreement> review(
            Actor actor, ReviewDecision decision, @Nullable String note, Moment now) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        if (state != IN_REVIEW) {
            return Outcome.refused(
                    AgreementRule.ONLY_WHAT_IS_IN_REVIEW_IS_REVIEWED, "state", state);
        }
        if (actor.institution().equals(creator)) {
            return Outcome.refused(AgreementRule.THE_CREATOR_DOES_NOT_REVIEW);
        }
        if (decision == ReviewDecision.APPROVED && party(actor).approvedAt() != null) {
            return Outcome.refused(AgreementRule.EACH_PARTY_APPROVES_ONCE);
        }
        review = new Review(actor.institution(), decision, note, now.at());
        switch (decision) {
            case CHANGES_REQUESTED -> {
                parties = parties.stream().map(Party::undecided).toList();
                state = DRAFT;
            }
            case APPROVED -> {
                change(actor.institution(), party -> party.approved(now.at()));
                if (parties.stream()
                        .allMatch(
                                party ->
                                        party.institution().equals(creator)
                                                || party.approvedAt() != null)) {
                    state = SIGNING;
                }
            }
        }
        return Outcome.accepted(this);
    }

    // ---- signing

    /**
     * Records a party's signature; the last of what activation waits for activates.
     *
     * @param number the party's own number, if it was not given in the draft or changed since
     */
    public Outcome<Agreement> sign(
            Actor actor,
            @Nullable String number,
            LocalDate on,
            ActivationPolicy policy,
            Moment now) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        Party party = party(actor);
        if (party.signature() != null) {
            return Outcome.refused(
                    AgreementRule.EACH_PARTY_SIGNS_ONCE, "signedOn", party.signature().on());
        }
        if (state != SIGNING) {
            return Outcome.refused(AgreementRule.ONLY_WHAT_ALL_APPROVED_IS_SIGNED, "state", state);
        }
        String ownNumber = number == null ? party.number() : number;
        if (ownNumber == null || ownNumber.isBlank()) {
            return Outcome.refused(AgreementRule.A_PARTY_SIGNS_UNDER_ITS_OWN_NUMBER);
        }
        if (on.isAfter(now.today())) {
            return Outcome.refused(
                    AgreementRule.NOTHING_IS_SIGNED_IN_THE_FUTURE, "today", now.today());
        }
        if (now.today().isAfter(terms.until())) {
            return Outcome.refused(
                    AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER, "until", terms.until());
        }
        Signature signature = new Signature(actor.institution(), on, now.at(), actor.client());
        change(actor.institution(), p -> p.signed(ownNumber, signature));
        int outstanding = (int) parties.stream().filter(p -> p.signature() == null).count();
        record(new AgreementSigned(snapshot(), actor.institution(), outstanding), now);
        settle(policy, now);
        return Outcome.accepted(this);
    }

    /**
     * Whether a party may keep an original now.
     *
     * @param sha256 of the content; null while it is not known
     */
    public Outcome<Agreement> mayKeep(Actor actor, @Nullable String sha256) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        if (state != SIGNING && !isInForce()) {
            return Outcome.refused(
                    AgreementRule.AN_ORIGINAL_BELONGS_TO_WHAT_IS_SIGNED, "state", state);
        }
        Original kept = party(actor).original();
        if (isInForce() && kept != null && sha256 != null && !kept.sha256().equals(sha256)) {
            return Outcome.refused(
                    AgreementRule.AN_ORIGINAL_STAYS_ONCE_IN_FORCE, "sha256", kept.sha256());
        }
        return Outcome.accepted(this);
    }

    /**
     * Keeps a party's signed original; the last of what activation waits for activates. The same
     * content again changes nothing.
     */
    public Outcome<Agreement> keep(
            Actor actor, Original original, ActivationPolicy policy, Moment now) {
        return mayKeep(actor, original.sha256())
                .map(
                        allowed -> {
                            Original kept = party(actor).original();
                            if (kept == null || !kept.sha256().equals(original.sha256())) {
                                change(actor.institution(), party -> party.keeping(original));
                                settle(policy, now);
                            }
                            return this;
                        });
    }

    // ---- in force

    /** A party or an overseer pauses the agreement. */
    public Outcome<Agreement> suspend(Actor actor, LocalDate since, String reason, Moment now) {
        if (state != ACTIVE) {
            return Outcome.refused(
                    AgreementRule.ONLY_AN_ACTIVE_AGREEMENT_IS_SUSPENDED, "state", state);
        }
        if (since.isAfter(now.today()) || since.isBefore(terms.from())) {
            return Outcome.refused(
                    AgreementRule.A_SUSPENSION_BEGINS_WITHIN_THE_PERIOD_AND_BY_TODAY,
                    "from",
                    terms.from(),
                    "today",
                    now.today());
        }
        List<Suspension> more = new ArrayList<>(suspensions);
        more.add(new Suspension(since, reason, actor.institution(), null));
        suspensions = List.copyOf(more);
        state = SUSPENDED;
        record(new AgreementSuspended(snapshot(), since), now);
        return Outcome.accepted(this);
    }

    /** A party or an overseer ends the pause. */
    public Outcome<Agreement> resume(LocalDate since, Moment now) {
        if (state != SUSPENDED) {
            return Outcome.refused(
                    AgreementRule.ONLY_A_SUSPENDED_AGREEMENT_IS_RESUMED, "state", state);
        }
        Suspension last = suspensions.getLast();
        if (since.isAfter(now.today()) || since.isBefore(last.since())) {
            return Outcome.refused(
                    AgreementRule.A_RESUMPTION_FOLLOWS_ITS_SUSPENSION_AND_COMES_BY_TODAY,
                    "suspendedSince",
                    last.since(),
                    "today",
                    now.today());
        }
        List<Suspension> closed = new ArrayList<>(suspensions);
        closed.removeLast();
        closed.add(new Suspension(last.since(), last.reason(), last.by(), since));
        suspensions = List.copyOf(closed);
        state = ACTIVE;
        record(new AgreementResumed(snapshot(), since), now);
        return Outcome.accepted(this);
    }

    /** A party proposes to change the terms from a day on. */
    public Outcome<Agreement> propose(
            Actor actor,
            String number,
            LocalDate effective,
            String reason,
            TermChanges changes,
            Moment now) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        if (!isInForce()) {
            return Outcome.refused(
                    AgreementRule.ONLY_AN_AGREEMENT_IN_FORCE_IS_AMENDED, "state", state);
        }
        if (addenda.stream().anyMatch(addendum -> addendum.number().equals(number))) {
            return Outcome.refused(AgreementRule.AN_ADDENDUM_HAS_ITS_OWN_NUMBER, "number", number);
        }
        if (!changes.changeSomething(terms)) {
            return Outcome.refused(AgreementRule.AN_ADDENDUM_CHANGES_SOMETHING);
        }
        if (effective.isBefore(terms.from()) || effective.isAfter(terms.until())) {
            return Outcome.refused(
                    AgreementRule.AN_ADDENDUM_TAKES_EFFECT_WITHIN_THE_PERIOD,
                    "from",
                    terms.from(),
                    "until",
                    terms.until());
        }
        if (endsThePast(effective, changes, now)) {
            return Outcome.refused(
                    AgreementRule.AN_ADDENDUM_NEVER_ENDS_THE_PAST, "today", now.today());
        }
        List<Addendum> more = new ArrayList<>(addenda);
        more.add(
                new Addendum(
                        number,
                        effective,
                        reason,
                        changes,
                        actor.institution(),
                        now.at(),
                        List.of(),
                        null));
        addenda = List.copyOf(more);
        return Outcome.accepted(this);
    }

    private static boolean endsThePast(LocalDate effective, TermChanges changes, Moment now) {
        LocalDate until = changes.until();
        return until != null && (until.isBefore(now.today()) || until.isBefore(effective));
    }

    /**
     * A party signs a proposed addendum; the last signature makes it take effect, now or on its
     * day.
     *
     * @throws NotFoundException when there is no addendum of that number
     */
    public Outcome<Agreement> signAddendum(
            Actor actor, String number, LocalDate on, ActivationPolicy policy, Moment now) {
        Addendum addendum =
                addenda.stream()
                        .filter(a -> a.number().equals(number))
                        .findFirst()
                        .orElseThrow(NotFoundException::new);
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        if (addendum.isSignedBy(actor.institution())) {
            return Outcome.refused(AgreementRule.EACH_PARTY_SIGNS_AN_ADDENDUM_ONCE);
        }
        if (!isInForce()) {
            return Outcome.refused(
                    AgreementRule.ONLY_AN_AGREEMENT_IN_FORCE_IS_AMENDED, "state", state);
        }
        if (on.isAfter(now.today())) {
            return Outcome.refused(
                    AgreementRule.NOTHING_IS_SIGNED_IN_THE_FUTURE, "today", now.today());
        }
        if (endsThePast(addendum.effective(), addendum.changes(), now)) {
            return Outcome.refused(
                    AgreementRule.AN_ADDENDUM_NEVER_ENDS_THE_PAST, "today", now.today());
        }
        Signature signature = new Signature(actor.institution(), on, now.at(), actor.client());
        replace(addendum, addendum.signed(signature));
        settle(policy, now);
        return Outcome.accepted(this);
    }

    // ---- ending

    /**
     * A party ends an agreement in force, today or on a day to come; its creator withdraws what is
     * not yet in force.
     */
    public Outcome<Agreement> terminate(
            Actor actor, LocalDate on, String reason, ActivationPolicy policy, Moment now) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        return switch (state) {
            case DRAFT, IN_REVIEW, SIGNING -> withdraw(actor, on, reason, now);
            case ACTIVE, SUSPENDED ->
                    plan(new Termination(on, reason, actor.institution()), policy, now);
            case EXPIRED, RENEWED, TERMINATED ->
                    Outcome.refused(AgreementRule.AN_AGREEMENT_ENDS_ONCE, "state", state);
        };
    }

    private Outcome<Agreement> withdraw(Actor actor, LocalDate on, String reason, Moment now) {
        if (!actor.institution().equals(creator)) {
            return Outcome.refused(AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS, "creator", creator);
        }
        if (!on.equals(now.today())) {
            return Outcome.refused(AgreementRule.A_WITHDRAWAL_IS_IMMEDIATE, "today", now.today());
        }
        termination = new Termination(on, reason, actor.institution());
        openRenewalOf = null;
        due = null;
        state = TERMINATED;
        record(new AgreementTerminated(snapshot(), on), now);
        return Outcome.accepted(this);
    }

    private Outcome<Agreement> plan(Termination planned, ActivationPolicy policy, Moment now) {
        if (termination != null) {
            return Outcome.refused(
                    AgreementRule.A_TERMINATION_IS_PLANNED_ONCE, "on", termination.on());
        }
        if (planned.on().isBefore(now.today()) || planned.on().isAfter(terms.until())) {
            return Outcome.refused(
                    AgreementRule.A_TERMINATION_COMES_BETWEEN_TODAY_AND_THE_END,
                    "today",
                    now.today(),
                    "until",
                    terms.until());
        }
        termination = planned;
        settle(policy, now);
        return Outcome.accepted(this);
    }

    /**
     * The draft of an agreement that follows this one, with its parties; their numbers and
     * signatories are to be given anew.
     *
     * @param title null for the same
     * @param fields null for the same
     * @throws InvalidInputException when the period ends before it begins
     */
    public Outcome<Agreement> renewal(
            AgreementId successor,
            Actor actor,
            LocalDate from,
            LocalDate until,
            @Nullable String newTitle,
            @Nullable Integer quota,
            @Nullable List<String> fields,
            Moment now) {
        if (!isParty(actor)) {
            return Outcome.refused(AgreementRule.ONLY_A_PARTY_MAY_DO_THIS);
        }
        if (!isInForce() && state != EXPIRED) {
            return Outcome.refused(AgreementRule.ONLY_WHAT_WAS_IN_FORCE_IS_RENEWED, "state", state);
        }
        if (!until.isAfter(terms.until())) {
            return Outcome.refused(AgreementRule.A_RENEWAL_ENDS_LATER, "until", terms.until());
        }
        Draft draft =
                new Draft(
                        kind,
                        newTitle == null ? title : newTitle,
                        parties.stream().map(Party::forRenewal).toList(),
                        new Terms(
                                fields == null ? terms.fields() : List.copyOf(fields),
                                quota == null ? terms.quota() : quota,
                                from,
                                until,
                                terms.atEnd()),
                        noticeDays,
                        parent);
        check(draft);
        return Outcome.accepted(
                new Agreement(
                        successor,
                        actor.institution(),
                        draft,
                        new LinkedHashSet<>(overseers),
                        id,
                        now));
    }

    /** Gives way to its successor, which is in force; false if it did so already or had ended. */
    public boolean giveWayTo(AgreementId successor, Moment now) {
        if (!isInForce() && state != EXPIRED) {
            return false;
        }
        renewedBy = successor;
        state = RENEWED;
        due = null;
        record(new AgreementRenewed(snapshot(), successor), now);
        return true;
    }

    /** Its predecessor was told that this one is in force. */
    public void relieved() {
        relieves = null;
    }

    // ---- what time brings

    /** Does what has become due; false if there was nothing. Repeating it is harmless. */
    public boolean advance(ActivationPolicy policy, Moment now) {
        int before = recorded().size();
        LocalDate dueBefore = due;
        settle(policy, now);
        return recorded().size() > before || !Objects.equals(due, dueBefore);
    }

    private void settle(ActivationPolicy policy, Moment now) {
        if (state == SIGNING && policy.outstanding(this, now.today()).isEmpty()) {
            activate(now);
        }
        if (isInForce()) {
            amend(now);
            if (termination != null
                    && !termination.on().isAfter(now.today())
                    && !termination.on().isAfter(terms.until())) {
                state = TERMINATED;
                record(new AgreementTerminated(snapshot(), termination.on()), now);
            } else if (now.today().isAfter(terms.until())) {
                state = EXPIRED;
                record(new AgreementExpired(snapshot()), now);
            } else {
                giveNotice(now);
            }
        }
        due = nextDay(policy, now);
    }

    private void activate(Moment now) {
        state = ACTIVE;
        relieves = renews;
        record(new AgreementActivated(snapshot()), now);
        passOverNotices(terms.from());
    }

    private void amend(Moment now) {
        addenda.stream()
                .filter(addendum -> awaits(addendum) && !addendum.effective().isAfter(now.today()))
                .sorted(Comparator.comparing(Addendum::effective))
                .toList()
                .forEach(addendum -> takeEffect(addendum, now));
    }

    /** Unless an earlier addendum made the agreement end before. */
    private void takeEffect(Addendum addendum, Moment now) {
        if (addendum.effective().isAfter(terms.until())) {
            return;
        }
        terms = addendum.changes().appliedTo(terms);
        replace(addendum, addendum.inForce(now.today()));
        record(new AgreementAmended(snapshot(), addendum.number(), addendum.effective()), now);
        passOverNotices(addendum.effective());
    }

    /** Whether an addendum is signed by all and waits for its day, before the agreement's end. */
    private boolean awaits(Addendum addendum) {
        return addendum.inForceSince() == null
                && parties.stream().allMatch(party -> addendum.isSignedBy(party.institution()))
                && (termination == null || addendum.effective().isBefore(termination.on()));
    }

    /** Sends the nearest notice that is due; the service may have been down on its very day. */
    private void giveNotice(Moment now) {
        List<Integer> missed =
                openNotices().filter(days -> !noticeDay(days).isAfter(now.today())).toList();
        if (missed.isEmpty()) {
            return;
        }
        int nearest = missed.getLast();
        missed.forEach(days -> note(days, days == nearest ? now.today() : null));
        int left = (int) ChronoUnit.DAYS.between(now.today(), terms.until());
        record(new AgreementExpiring(snapshot(), left), now);
    }

    /** Notice days from before the terms began to hold are nobody's omission. */
    private void passOverNotices(LocalDate begin) {
        openNotices()
                .filter(days -> noticeDay(days).isBefore(begin))
                .toList()
                .forEach(days -> note(days, null));
    }

    private void note(int days, @Nullable LocalDate sent) {
        List<Notice> more = new ArrayList<>(notices);
        more.add(new Notice(days, terms.until(), sent));
        notices = List.copyOf(more);
    }

    /** Notice days for the present end that are not dealt with, farthest first. */
    private Stream<Integer> openNotices() {
        return noticeDays.stream()
                .filter(
                        days ->
                                notices.stream()
                                        .noneMatch(
                                                notice ->
                                                        notice.days() == days
                                                                && notice.until()
                                                                        .equals(terms.until())));
    }

    private LocalDate noticeDay(int days) {
        return terms.until().minusDays(days);
    }

    private @Nullable LocalDate nextDay(ActivationPolicy policy, Moment now) {
        if (state == SIGNING) {
            return policy.paperwork(this).isEmpty() && now.today().isBefore(terms.from())
                    ? terms.from()
                    : null;
        }
        if (!isInForce()) {
            return null;
        }
        Stream<LocalDate> planned =
                termination == null ? Stream.empty() : Stream.of(termination.on());
        Stream<LocalDate> amended = addenda.stream().filter(this::awaits).map(Addendum::effective);
        return Stream.of(
                        Stream.of(terms.until().plusDays(1)),
                        planned,
                        amended,
                        openNotices().map(this::noticeDay))
                .flatMap(days -> days)
                .filter(day -> day.isAfter(now.today()))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    // ---- who and what

    private void record(AgreementEvent event, Moment now) {
        record(event, now.at(), audience);
    }

    private AgreementSnapshot snapshot() {
        return new AgreementSnapshot(
                id,
                kind,
                state,
                parties.stream().map(Party::institution).toList(),
                overseers,
                terms.fields(),
                terms.quota(),
                terms.from(),
                terms.until(),
                terms.atEnd(),
                parent,
                renews);
    }

    private void change(InstitutionId institution, UnaryOperator<Party> how) {
        parties =
                parties.stream()
                        .map(
                                party ->
                                        party.institution().equals(institution)
                                                ? how.apply(party)
                                                : party)
                        .toList();
    }

    private void replace(Addendum old, Addendum by) {
        addenda =
                addenda.stream()
                        .map(addendum -> addendum.number().equals(old.number()) ? by : addendum)
                        .toList();
    }

    private Party party(Actor actor) {
        return party(actor.institution()).orElseThrow();
    }

    private boolean isParty(Actor actor) {
        return isAmong(parties, actor.institution());
    }

    private static boolean isAmong(List<Party> parties, InstitutionId institution) {
        return parties.stream().anyMatch(party -> party.institution().equals(institution));
    }

    private static Set<InstitutionId> audience(List<Party> parties, Set<InstitutionId> overseers) {
        Set<InstitutionId> audience = new LinkedHashSet<>();
        parties.forEach(party -> audience.add(party.institution()));
        audience.addAll(overseers);
        return audience;
    }

    private static List<Integer> descending(List<Integer> days) {
        return days.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }

    /** Whether an institution may know of it. */
    public boolean isVisibleTo(InstitutionId institution) {
        return audience.contains(institution);
    }

    /** How an institution stands to it; empty for all who have no part in it. */
    public Set<Relation> relationsOf(InstitutionId institution) {
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        if (isAmong(parties, institution)) {
            relations.add(Relation.PARTY);
        }
        if (overseers.contains(institution)) {
            relations.add(Relation.REGION);
        }
        return relations;
    }

    public boolean isInForce() {
        return state == ACTIVE || state == SUSPENDED;
    }

    public Optional<Party> party(InstitutionId institution) {
        return parties.stream()
                .filter(party -> party.institution().equals(institution))
                .findFirst();
    }

    public AgreementId id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public InstitutionId creator() {
        return creator;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public LocalDate createdOn() {
        return createdOn;
    }

    public AgreementState state() {
        return state;
    }

    public List<Party> parties() {
        return parties;
    }

    public List<InstitutionId> overseers() {
        return overseers;
    }

    /** As first agreed. */
    public Terms originalTerms() {
        return originalTerms;
    }

    /** As in force, with the addenda that took effect. */
    public Terms terms() {
        return terms;
    }

    /** Farthest first. */
    public List<Integer> noticeDays() {
        return noticeDays;
    }

    public @Nullable AgreementId parent() {
        return parent;
    }

    /** The agreement it follows. */
    public @Nullable AgreementId renews() {
        return renews;
    }

    /** The predecessor that is still to be told that this one is in force. */
    public @Nullable AgreementId relieves() {
        return relieves;
    }

    /** The agreement that took over. */
    public @Nullable AgreementId renewedBy() {
        return renewedBy;
    }

    public @Nullable Review review() {
        return review;
    }

    public List<Suspension> suspensions() {
        return suspensions;
    }

    public List<Addendum> addenda() {
        return addenda;
    }

    public @Nullable Termination termination() {
        return termination;
    }

    public List<Notice> notices() {
        return notices;
    }

    /** The next day on which time alone will change it. */
    public @Nullable LocalDate due() {
        return due;
    }
}
