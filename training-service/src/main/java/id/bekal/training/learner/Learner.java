package id.bekal.training.learner;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
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

    @Id private LearnerId id;
    private Identity identity;
    private String status;
    private List<Custody> custody = new ArrayList<>();
    private @Nullable InstitutionId custodian;
    private String register;
    private @Nullable LocalDate earliestRelease;
    private @Nullable LocalDate releasedOn;
    private List<Credit> credits = new ArrayList<>();
    private List<HeldCertificate> certificates = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Learner() {}

    public Learner(
            LearnerId id,
            Identity identity,
            String status,
            Custody first,
            @Nullable LocalDate earliestRelease) {
        this.id = id;
        this.identity = identity;
        this.status = status;
        this.earliestRelease = earliestRelease;
        this.register = "";
        begin(first);
    }

    private void begin(Custody next) {
        custody.add(next);
        custodian = next.institution();
        // unique while custody lasts: one institution gives a register number once
        register = next.institution() + " " + next.registerNumber();
    }

    private void end(LocalDate on) {
        custody.set(custody.size() - 1, custody.getLast().endedOn(on));
        custodian = null;
        register = "ended " + id;
    }

    /** Moves the learner to another institution; seats held where the learner was end. */
    public Outcome<Learner> transfer(
            InstitutionId to, String registerNumber, LocalDate on, Instant at) {
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
            @Nullable String clientNumber,
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
            begin(
                    new Custody(
                            supervisor,
                            clientNumber == null ? id.value() : clientNumber,
                            on,
                            null));
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

    /** Whether the institution holds or supervises the learner now. */
    public boolean isHeldBy(InstitutionId institution) {
        return institution.equals(custodian);
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public LearnerId id() {
        return id;
    }

    public Identity identity() {
        return identity;
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
