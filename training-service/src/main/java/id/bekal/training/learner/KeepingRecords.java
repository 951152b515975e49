package id.bekal.training.learner;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.platform.web.Changes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.function.Predicate;

/** Keeps what others tell in a learner's record: each fact once, however often it is told. */
@Component
public class KeepingRecords {

    private static final Logger log = LoggerFactory.getLogger(KeepingRecords.class);

    private final Learners learners;

    KeepingRecords(Learners learners) {
        this.learners = learners;
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

    public void credit(LearnerId id, Credit credit) {
        note(id, learner -> learner.credit(credit));
    }

    private void note(LearnerId id, Predicate<Learner> fact) {
        if (learners.find(id).isEmpty()) {
            // erased, or another installation's: there is no record to keep it in
            log.warn("no learner {} here", id);
            return;
        }
        Changes.note(learners, id, fact);
    }
}
