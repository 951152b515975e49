package id.bekal.training.learner;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.platform.web.Changes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps what others tell in a learner's record: each fact once, however often it is told. */
@Component
public class KeepingRecords {

    private static final Logger log = LoggerFactory.getLogger(KeepingRecords.class);

    private final Learners learners;
    private final Clock clock;

    KeepingRecords(Learners learners, Clock clock) {
        this.learners = learners;
        this.clock = clock;
    }

    public void on(CertificateIssued event) {
        note(
                event.learner(),
                learner ->
                        learner.hold(
                                new HeldCertificate(
                                        event.certificate(),
                                        event.kind(),
                                        event.issuer(),
                                        event.number(),
                                        event.issuedOn(),
                                        null,
                                        null)));
    }

    public void on(CompetenceRecorded event) {
        note(
                event.learner(),
                learner ->
                        learner.hold(
                                new HeldCertificate(
                                        event.certificate(),
                                        CertificateKind.COMPETENCE,
                                        event.issuer(),
                                        event.number(),
                                        event.assessedOn(),
                                        event.validUntil(),
                                        null)));
    }

    public void on(CertificateRevoked event) {
        note(event.learner(), learner -> learner.revoke(event.certificate(), event.on()));
    }

    public void on(HolderKeyIssued event) {
        note(event.learner(), learner -> learner.sealTo(event.publicKey()));
    }

    /** What the merged record held goes to the kept one. */
    public void on(LearnersMerged event) {
        learners.find(event.merged())
                .ifPresent(merged -> note(event.kept(), kept -> kept.absorb(merged)));
    }

    /** Who is erased is erased in every record that was merged into this one. */
    public void on(LearnerErased event) {
        learners.mergedInto(event.learner())
                .forEach(
                        merged ->
                                Changes.note(
                                        learners,
                                        merged.id(),
                                        learner ->
                                                learner.erase(
                                                        LocalDate.now(clock), clock.instant())));
    }

    public void credit(LearnerId id, Credit credit) {
        note(id, learner -> learner.credit(credit));
    }

    private void note(LearnerId id, Predicate<Learner> fact) {
        Optional<Learner> known = learners.find(id);
        if (known.isEmpty()) {
            // another installation's: there is no record to keep it in
            log.warn("no learner {} here", id);
            return;
        }
        Changes.note(learners, id, fact);
        // what comes after a merge belongs to the kept record, and so on
        known.get().mergedInto().ifPresent(kept -> note(kept, fact));
    }
}
