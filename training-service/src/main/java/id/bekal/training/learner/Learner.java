package id.bekal.training.learner;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnersMerged;
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
import java.util.Optional;
import java.util.Set;

/** A person trained: who it is, where in custody, what was earned. */
@Document("learners")
public class Learner extends Aggregate {

    /** NARAPIDANA, ANAK_BINAAN, TAHANAN, KLIEN (of a Bapas). */
    private static final String CLIENT = "KLIEN";

    private static final String CHILD = "ANAK_BINAAN";

    @Id private LearnerId id;
    private @Nullable SealedIdentity who;
    private String status;
    private boolean juvenile;
    private List<Custody> custody = new ArrayList<>();
    private @Nullable InstitutionId custodian;
    private String register;
    private @Nullable LocalDate earliestRelease;
    private @Nullable LocalDate releasedOn;
    private List<Credit> credits = new ArrayList<>();
    private List<HeldCertificate> certificates = new ArrayList<>();

    /** The public key to which what certificates print of the learner is sealed. */
    private @Nullable String holderKey;

    private @Nullable Requested erasureRequested;
    private @Nullable LocalDate erasedOn;
    private @Nullable Requested mergeRequested;
    private @Nullable LearnerId mergeInto;
    private @Nullable LearnerId mergedInto;

    @SuppressWarnings("NullAway.Init")
    Learner() {}

    /**
     * @param juvenile held by an LPKA; who is anak binaan is a child wherever held
     */
    public Learner(
            LearnerId id,
            SealedIdentity who,
            String status,
            boolean juvenile,
            Custody first,
            @Nullable LocalDate earliestRelease) {
        this.id = id;
        this.who = who;
        this.status = status;
        this.juvenile = juvenile || status.equals(CHILD);
        this.earliestRelease = earliestRelease;
        this.register = "";
        begin(first);
    }

    private void begin(Custody next) {
        custody.add(next);
        custodian = next.institution();
        SealedNumber number = next.number();
        // unique while custody lasts: one institution gives a register number once
        register = number == null ? "none " + id : number.hash();
    }

    private void end(LocalDate on) {
        custody.set(custody.size() - 1, custody.getLast().endedOn(on));
        custodian = null;
        register = "ended " + id;
    }

    /**
     * Moves the learner to another institution; seats held where the learner was end.
     *
     * @param toJuveniles the institution is an LPKA; who was once held by one stays marked
     */
    public Outcome<Learner> transfer(
            InstitutionId to,
            SealedNumber registerNumber,
            boolean toJuveniles,
            LocalDate on,
            Instant at) {
        InstitutionId from = custodian;
        if (from == null) {
            return Outcome.refused(TrainingRule.RELEASED_ALREADY);
        }
        if (to.equals(from)) {
            return Outcome.refused(TrainingRule.SAME_INSTITUTION);
        }
        if (on.isBefore(custody.getLast().from())) {
            return Outcome.refused(
                    TrainingRule.BEFORE_CUSTODY_BEGAN, "custodyFrom", custody.getLast().from());
        }
        end(on);
        begin(new Custody(to, registerNumber, on, null));
        juvenile |= toJuveniles;
        record(new LearnerTransferred(id, from, to, on), at, Set.of(from, to));
        return Outcome.accepted(this);
    }

    /**
     * Ends custody; seats end.
     *
     * @param kind PB, CB, CMB, ASIMILASI, REMISI, BEBAS_MURNI, MENINGGAL …
     * @param supervisor the Bapas that supervises from now on, if any: there the person can go on
     *     learning
     */
    public Outcome<Learner> release(
            LocalDate on,
            String kind,
            @Nullable InstitutionId supervisor,
            @Nullable SealedNumber clientNumber,
            Instant at) {
        InstitutionId from = custodian;
        if (from == null || releasedOn != null) {
            return Outcome.refused(TrainingRule.RELEASED_ALREADY);
        }
        if (on.isBefore(custody.getLast().from())) {
            return Outcome.refused(
                    TrainingRule.BEFORE_CUSTODY_BEGAN, "custodyFrom", custody.getLast().from());
        }
        end(on);
        releasedOn = on;
        Set<InstitutionId> audience = Set.of(from);
        if (supervisor != null) {
            status = CLIENT;
            begin(new Custody(supervisor, clientNumber, on, null));
            audience = Set.of(from, supervisor);
        }
        record(new LearnerReleased(id, from, on, kind), at, audience);
        return Outcome.accepted(this);
    }

    public Learner expectRelease(@Nullable LocalDate earliest) {
        earliestRelease = earliest;
        return this;
    }

    /** Notes what a program gave; a later word on the same program replaces an earlier one. */
    public boolean credit(Credit credit) {
        Optional<Credit> known =
                credits.stream().filter(c -> c.program().equals(credit.program())).findFirst();
        if (known.isPresent()) {
            if (known.get().equals(credit)
                    || known.get().outcome() != null && credit.outcome() == null) {
                return false;
            }
            credits.remove(known.get());
        }
        credits.add(credit);
        return true;
    }

    /** Notes a certificate; the same one again changes nothing. */
    boolean hold(HeldCertificate certificate) {
        if (certificates.stream()
                .anyMatch(held -> held.certificate().equals(certificate.certificate()))) {
            return false;
        }
        certificates.add(certificate);
        return true;
    }

    boolean revoke(CertificateId certificate, LocalDate on) {
        for (int i = 0; i < certificates.size(); i++) {
            HeldCertificate held = certificates.get(i);
            if (held.certificate().equals(certificate) && held.revokedOn() == null) {
                certificates.set(i, held.revoked(on));
                return true;
            }
        }
        return false;
    }

    // ---- two records of one person

    /** Asks that this record be merged into another of the same custodian's. */
    public Outcome<Learner> requestMerge(Learner into, Requested request) {
        if (mergedInto != null || into.mergedInto != null) {
            return Outcome.refused(TrainingRule.MERGED_ALREADY);
        }
        if (into.id.equals(id) || custodian == null || !into.isHeldBy(custodian)) {
            return Outcome.refused(TrainingRule.NOT_IN_CUSTODY_HERE);
        }
        mergeRequested = request;
        mergeInto = into.id;
        return Outcome.accepted(this);
    }

    /**
     * A second person confirms it; what this record holds goes to the other, which an event does.
     */
    public Outcome<Learner> confirmMerge(String by, LocalDate on, Instant at) {
        return Requested.confirmable(mergeRequested, by)
                .map(
                        request -> {
                            LearnerId into = java.util.Objects.requireNonNull(mergeInto);
                            Set<InstitutionId> audience = audience();
                            mergeRequested = null;
                            mergeInto = null;
                            mergedInto = into;
                            end(on);
                            record(new LearnersMerged(into, id), at, audience);
                            return this;
                        });
    }

    /** Takes over what a merged record held; the same again changes nothing. */
    boolean absorb(Learner merged) {
        boolean changed = false;
        for (Credit credit : merged.credits) {
            changed |=
                    credits.stream().noneMatch(c -> c.program().equals(credit.program()))
                            && credit(credit);
        }
        for (HeldCertificate certificate : merged.certificates) {
            changed |= hold(certificate);
        }
        return changed;
    }

    // ---- erasure

    public Outcome<Learner> requestErasure(Requested request) {
        if (isErased()) {
            return Outcome.refused(TrainingRule.ERASED_ALREADY);
        }
        erasureRequested = request;
        return Outcome.accepted(this);
    }

    /** A second person confirms it: nobody can read who the learner was from now on. */
    public Outcome<Learner> confirmErasure(String by, LocalDate on, Instant at) {
        if (isErased()) {
            return Outcome.refused(TrainingRule.ERASED_ALREADY);
        }
        return Requested.confirmable(erasureRequested, by)
                .map(
                        request -> {
                            erase(on, at);
                            return this;
                        });
    }

    /** Forgets who it is; hours, units and certificates stay, under the pseudonym. */
    boolean erase(LocalDate on, Instant at) {
        if (isErased()) {
            return false;
        }
        who = null;
        holderKey = null;
        erasureRequested = null;
        erasedOn = on;
        custody.replaceAll(Custody::withoutNumber);
        custodian = null;
        register = "erased " + id;
        record(new LearnerErased(id), at, Set.of());
        return true;
    }

    public boolean isErased() {
        return erasedOn != null;
    }

    private Set<InstitutionId> audience() {
        return custodian == null ? Set.of() : Set.of(custodian);
    }

    // ---- keys

    /** Notes the key for what certificates print. */
    boolean sealTo(String publicKey) {
        if (isErased() || publicKey.equals(holderKey)) {
            return false;
        }
        holderKey = publicKey;
        return true;
    }

    void rewrap(SealedIdentity rewrapped) {
        who = rewrapped;
    }

    /** Whether the institution holds or supervises the learner now. */
    public boolean isHeldBy(InstitutionId institution) {
        return institution.equals(custodian);
    }

    /** Whether the institution was the last to hold the learner, whom nobody holds now. */
    public boolean wasLastHeldBy(InstitutionId institution) {
        return custodian == null
                && mergedInto == null
                && custody.getLast().institution().equals(institution);
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public LearnerId id() {
        return id;
    }

    /** Empty once erased; {@link LearnerVault} opens it. */
    Optional<SealedIdentity> who() {
        return Optional.ofNullable(who);
    }

    /** A child, or held as one once: doubly sensitive. */
    public boolean isJuvenile() {
        return juvenile;
    }

    public Optional<InstitutionId> custodian() {
        return Optional.ofNullable(custodian);
    }

    public Optional<LearnerId> mergedInto() {
        return Optional.ofNullable(mergedInto);
    }

    public Optional<String> holderKey() {
        return Optional.ofNullable(holderKey);
    }

    public @Nullable Requested erasureRequested() {
        return erasureRequested;
    }

    public @Nullable Requested mergeRequested() {
        return mergeRequested;
    }

    public String status() {
        return status;
    }

    public List<Custody> custody() {
        return List.copyOf(custody);
    }

    public @Nullable LocalDate earliestRelease() {
        return earliestRelease;
    }

    public @Nullable LocalDate releasedOn() {
        return releasedOn;
    }

    public List<Credit> credits() {
        return List.copyOf(credits);
    }

    public List<HeldCertificate> certificates() {
        return List.copyOf(certificates);
    }
}
