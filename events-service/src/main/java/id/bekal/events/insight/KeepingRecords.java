package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.eq;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.contracts.training.ProgramSummary;
import id.bekal.contracts.training.SessionHeld;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;

/** Notes of each event what figures are counted from. Dates are kept as text: days have no zone. */
@Component
public class KeepingRecords {

    private final Records records;

    KeepingRecords(Records records) {
        this.records = records;
    }

    // ---- institutions and agreements

    public void on(InstitutionEvent event, long sequence) {
        InstitutionSnapshot institution = event.institution();
        InstitutionId authority = institution.regionalAuthority();
        records.setLatest(
                Records.INSTITUTIONS,
                institution.id().value(),
                "sequence",
                sequence,
                new Document("name", institution.name())
                        .append("city", institution.city())
                        .append("kind", institution.kind())
                        .append("regionalAuthority", authority == null ? null : authority.value())
                        .append("inForce", institution.inForce()));
    }

    public void on(AgreementEvent event, long sequence) {
        AgreementSnapshot agreement = event.agreement();
        records.setLatest(
                Records.AGREEMENTS,
                agreement.id().value(),
                "sequence",
                sequence,
                new Document("kind", agreement.kind())
                        .append("state", agreement.state().name())
                        .append(
                                "parties",
                                agreement.parties().stream().map(InstitutionId::value).toList())
                        .append("fields", agreement.fields())
                        .append("from", agreement.from().toString())
                        .append("until", agreement.until().toString()));
    }

    // ---- programs

    public void on(ProgramPlanned event, long sequence) {
        is(ProgramState.PLANNED, event.program(), sequence);
    }

    public void on(ProgramOpened event, long sequence) {
        is(ProgramState.OPEN, event.program(), sequence);
    }

    public void on(ProgramStarted event, long sequence) {
        is(ProgramState.RUNNING, event.program(), sequence);
        records.set(
                Records.PROGRAMS,
                event.program().id().value(),
                new Document("seatsAtStart", (long) event.seats()));
    }

    public void on(ProgramCompleted event, long sequence) {
        is(ProgramState.COMPLETED, event.program(), sequence);
    }

    public void on(ProgramCancelled event, long sequence) {
        is(ProgramState.CANCELLED, event.program(), sequence);
    }

    private void is(ProgramState state, ProgramSummary program, long sequence) {
        records.set(
                Records.PROGRAMS,
                program.id().value(),
                new Document("agreement", program.agreement().value())
                        .append("provider", program.provider().value())
                        .append("custodian", program.custodian().value())
                        .append("field", program.field())
                        .append("capacity", (long) program.capacity()));
        is(state, program.id(), sequence);
    }

    private void is(ProgramState state, ProgramId program, long sequence) {
        records.setLatest(
                Records.PROGRAMS,
                program.value(),
                "stateSequence",
                sequence,
                new Document("state", state.name()));
    }

    public void on(LearnerEnrolled event, long sequence) {
        seat(event.program(), event.learner(), "enrolled", sequence);
        records.setLatest(
                Records.PROGRAMS,
                event.program().value(),
                "seatsSequence",
                sequence,
                new Document("seats", (long) event.seatsTaken()));
    }

    /** A wish for a seat may be given up like a seat: only who had one leaves one free. */
    public void on(LearnerWithdrawn event, long sequence) {
        seat(event.program(), event.learner(), "withdrawn", sequence);
    }

    private void seat(ProgramId program, LearnerId learner, String what, long sequence) {
        records.raise(
                Records.SEATS,
                program + " " + Person.of(learner).value(),
                new Document("program", program.value()),
                what,
                sequence);
    }

    public void on(SessionHeld event, long sequence) {
        records.setLatest(
                Records.SESSIONS,
                event.session().value(),
                "sequence",
                sequence,
                new Document("program", event.program().value())
                        .append("present", (long) event.present())
                        .append("expected", (long) event.expected()));
    }

    // ---- people

    public void on(CertificateIssued event) {
        certified(
                event.certificate(),
                event.kind(),
                event.learner(),
                event.issuer(),
                event.issuedOn(),
                event.program().value(),
                event.field());
    }

    public void on(CompetenceRecorded event) {
        certified(
                event.certificate(),
                CertificateKind.COMPETENCE,
                event.learner(),
                event.issuer(),
                event.assessedOn(),
                null,
                null);
    }

    private void certified(
            CertificateId certificate,
            CertificateKind kind,
            LearnerId learner,
            InstitutionId issuer,
            LocalDate on,
            @Nullable String program,
            @Nullable String field) {
        Person person = Person.of(learner);
        records.set(
                Records.CERTIFICATES,
                certificate.value(),
                new Document("kind", kind.name())
                        .append("person", lastOf(person).value())
                        .append("issuer", issuer.value())
                        .append("on", on.toString())
                        .append("program", program)
                        .append("field", field));
        bringToLast(person);
    }

    public void on(CertificateRevoked event) {
        makeVoid(event.certificate().value());
    }

    /**
     * A corrected certificate takes the place of the old one, which goes on to be counted as of its
     * own day and field; it stops when the one that took its place is revoked.
     */
    public void on(CertificateReplaced event) {
        records.set(
                Records.CERTIFICATES,
                event.successor().value(),
                new Document("replaces", event.certificate().value()));
        Document successor =
                records.of(Records.CERTIFICATES).find(eq("_id", event.successor().value())).first();
        if (successor != null && successor.getBoolean("void", false)) {
            makeVoid(event.certificate().value());
        }
    }

    /** First the note, then the look at what it replaces: whichever of two events is last sees. */
    private void makeVoid(String certificate) {
        records.set(Records.CERTIFICATES, certificate, new Document("void", true));
        Document found = records.of(Records.CERTIFICATES).find(eq("_id", certificate)).first();
        String replaced = found == null ? null : found.getString("replaces");
        if (replaced != null) {
            makeVoid(replaced);
        }
    }

    /** Two records were one person, who counts once. */
    public void on(LearnersMerged event) {
        Person merged = Person.of(event.merged());
        Person kept = Person.of(event.kept());
        if (lastOf(kept).equals(merged)) {
            return; // in a circle: nobody would be the last
        }
        records.set(Records.MERGES, merged.value(), new Document("into", kept.value()));
        bringToLast(merged);
    }

    /** Who a person was found to be, by however many merges. */
    private Person lastOf(Person person) {
        Person last = person;
        while (true) {
            Document merge = records.of(Records.MERGES).find(eq("_id", last.value())).first();
            if (merge == null) {
                return last;
            }
            last = new Person(merge.getString("into"));
        }
    }

    /** Again until it stays: another merge may have come in between. */
    private void bringToLast(Person person) {
        Person at = person;
        Person last = lastOf(at);
        while (!last.equals(at)) {
            records.of(Records.CERTIFICATES)
                    .updateMany(
                            eq("person", at.value()),
                            new Document("$set", new Document("person", last.value())));
            at = last;
            last = lastOf(at);
        }
    }
}
