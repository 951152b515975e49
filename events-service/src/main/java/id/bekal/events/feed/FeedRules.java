package id.bekal.events.feed;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Relation;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.InstitutionEvent;
import id.bekal.contracts.certification.CertificateExpiring;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateReplaced;
import id.bekal.contracts.certification.CertificateRevoked;
import id.bekal.contracts.certification.CertificationEvent;
import id.bekal.contracts.certification.CompetenceRecorded;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.contracts.events.EventsEvent;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.contracts.training.LearnerReleased;
import id.bekal.contracts.training.LearnerTransferred;
import id.bekal.contracts.training.LearnerWithdrawn;
import id.bekal.contracts.training.LearnersMerged;
import id.bekal.contracts.training.ProgramCancelled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramPaused;
import id.bekal.contracts.training.ProgramPlanned;
import id.bekal.contracts.training.ProgramResumed;
import id.bekal.contracts.training.ProgramStarted;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.SessionHeld;
import id.bekal.contracts.training.TrainingEvent;
import id.bekal.contracts.training.UnitAssessed;

import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an institution may read of an event: nothing that it could not ask for. Each type names the
 * {@link Action} that reading it is, and how an institution of its audience stands to it; the table
 * decides. A new type does not compile before it has its line here.
 */
@Component
public class FeedRules {

    private final ProgramParties programs;

    FeedRules(ProgramParties programs) {
        this.programs = programs;
    }

    /** The event's data as this institution of its audience may have it; empty: not at all. */
    public Optional<JsonNode> readableBy(
            InstitutionId institution, DomainEvent event, JsonNode data) {
        Set<Relation> relations = relations(institution, event);
        return reading(event)
                .filter(action -> may(action, relations))
                .map(
                        action ->
                                event instanceof ProgramCompleted
                                        ? completed(relations, data)
                                        : data);
    }

    /** Results of seats for those who may see one; what is sealed for certificates for nobody. */
    private static JsonNode completed(Set<Relation> relations, JsonNode data) {
        ObjectNode readable = ((ObjectNode) data).deepCopy();
        if (may(Action.ENROLMENT_READ, relations) || may(Action.CANDIDATES_READ, relations)) {
            readable.path("seats").forEach(seat -> ((ObjectNode) seat).remove("sealedHolder"));
        } else {
            readable.remove("seats");
        }
        return readable;
    }

    private static boolean may(Action action, Set<Relation> relations) {
        return action.grants().stream()
                .anyMatch(
                        grant ->
                                grant.relation() == Relation.ANY
                                        || relations.contains(grant.relation()));
    }

    /** Empty: nobody's but the services'. */
    static Optional<Action> reading(DomainEvent event) {
        return switch (event) {
            case InstitutionEvent any -> Optional.of(Action.INSTITUTION_READ);
            case AgreementEvent any -> Optional.of(Action.AGREEMENT_READ);
            case TrainingEvent training -> Optional.of(reading(training));
            case CertificationEvent certification -> reading(certification);
            case EventsEvent events -> Optional.of(reading(events));
            default -> throw new IllegalArgumentException(event.getClass() + " has no rule");
        };
    }

    private static Action reading(TrainingEvent event) {
        return switch (event) {
            case ProgramPlanned any -> Action.PROGRAM_READ;
            case ProgramOpened any -> Action.PROGRAM_READ;
            case ProgramStarted any -> Action.PROGRAM_READ;
            case ProgramPaused any -> Action.PROGRAM_READ;
            case ProgramResumed any -> Action.PROGRAM_READ;
            case ProgramCancelled any -> Action.PROGRAM_READ;
            case ProgramCompleted any -> Action.PROGRAM_READ;
            // figures of a class, nobody's own
            case SessionHeld any -> Action.PROGRAM_READ;
            case LearnerEnrolled any -> Action.ENROLMENT_READ;
            case LearnerWithdrawn any -> Action.ENROLMENT_READ;
            case UnitAssessed any -> Action.ENROLMENT_READ;
            case LearnerTransferred any -> Action.LEARNER_READ;
            case LearnerReleased any -> Action.LEARNER_READ;
            case LearnersMerged any -> Action.LEARNER_READ;
            case LearnerErased any -> Action.LEARNER_READ;
        };
    }

    private static Optional<Action> reading(CertificationEvent event) {
        return switch (event) {
            case CertificateIssued any -> Optional.of(Action.CERTIFICATE_READ);
            case CertificateRevoked any -> Optional.of(Action.CERTIFICATE_READ);
            case CertificateReplaced any -> Optional.of(Action.CERTIFICATE_READ);
            case CertificateExpiring any -> Optional.of(Action.CERTIFICATE_READ);
            case CompetenceRecorded any -> Optional.of(Action.CERTIFICATE_READ);
            case IssuanceWithheld any -> Optional.of(Action.ISSUANCE_READ);
            case HolderKeyIssued any -> Optional.empty();
        };
    }

    private static Action reading(EventsEvent event) {
        return switch (event) {
            case WebhookDisabled any -> Action.WEBHOOK_READ;
        };
    }

    private Set<Relation> relations(InstitutionId institution, DomainEvent event) {
        return switch (event) {
            case InstitutionEvent any -> Set.of(Relation.ANY);
            case AgreementEvent agreement ->
                    agreement.agreement().parties().contains(institution)
                            ? Set.of(Relation.PARTY)
                            : Set.of(Relation.REGION);
            case ProgramCompleted completed when institution.equals(completed.certifier()) ->
                    Set.of(Relation.CERTIFIER);
            case TrainingEvent training ->
                    program(training)
                            .map(program -> programs.relationsOf(institution, program))
                            .orElse(Set.of(Relation.CUSTODIAN));
            case CertificationEvent any -> Set.of(Relation.ISSUER);
            case EventsEvent events ->
                    events.institution().equals(institution) ? Set.of(Relation.OWN) : Set.of();
            default -> Set.of();
        };
    }

    private static Optional<ProgramId> program(TrainingEvent event) {
        return switch (event) {
            case ProgramPlanned planned -> Optional.of(planned.program().id());
            case ProgramOpened opened -> Optional.of(opened.program().id());
            case ProgramStarted started -> Optional.of(started.program().id());
            case ProgramPaused paused -> Optional.of(paused.program());
            case ProgramResumed resumed -> Optional.of(resumed.program());
            case ProgramCancelled cancelled -> Optional.of(cancelled.program());
            case ProgramCompleted completed -> Optional.of(completed.program());
            case SessionHeld held -> Optional.of(held.program());
            case LearnerEnrolled enrolled -> Optional.of(enrolled.program());
            case LearnerWithdrawn withdrawn -> Optional.of(withdrawn.program());
            case UnitAssessed assessed -> Optional.of(assessed.program());
            case LearnerTransferred any -> Optional.empty();
            case LearnerReleased any -> Optional.empty();
            case LearnersMerged any -> Optional.empty();
            case LearnerErased any -> Optional.empty();
        };
    }

    /** Whose an event is: when one of them is erased, it loses what was that learner's. */
    public static List<LearnerId> learners(DomainEvent event) {
        return switch (event) {
            case ProgramCompleted completed ->
                    completed.seats().stream().map(SeatResult::learner).toList();
            case LearnerEnrolled enrolled -> List.of(enrolled.learner());
            case LearnerWithdrawn withdrawn -> List.of(withdrawn.learner());
            case UnitAssessed assessed -> List.of(assessed.learner());
            case LearnerTransferred transferred -> List.of(transferred.learner());
            case LearnerReleased released -> List.of(released.learner());
            case LearnersMerged merged -> List.of(merged.kept(), merged.merged());
            case LearnerErased erased -> List.of(erased.learner());
            case CertificateIssued issued -> List.of(issued.learner());
            case CertificateRevoked revoked -> List.of(revoked.learner());
            case CertificateReplaced replaced -> List.of(replaced.learner());
            case CertificateExpiring expiring -> List.of(expiring.learner());
            case CompetenceRecorded recorded -> List.of(recorded.learner());
            default -> List.of();
        };
    }
}
