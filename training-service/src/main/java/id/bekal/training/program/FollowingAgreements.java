package id.bekal.training.program;

import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.training.TrainingRule;
import id.bekal.training.agreement.AgreementTerms;
import id.bekal.training.agreement.Agreements;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;

/**
 * What becomes of programs when their agreement changes under them: suspended, they pause; resumed,
 * they go on; ended, they run out or stop, as the agreement's own term says. Nobody called, so an
 * event says what stopped and which rule.
 */
@Component
public class FollowingAgreements {

    private final Agreements agreements;
    private final Programs programs;
    private final Clock clock;

    FollowingAgreements(Agreements agreements, Programs programs, Clock clock) {
        this.agreements = agreements;
        this.programs = programs;
        this.clock = clock;
    }

    /**
     * Keeps the terms, then lets each program follow what is known now; repeating it changes
     * nothing.
     */
    public void on(AgreementEvent event, EventEnvelope envelope) {
        agreements.on(event, envelope);
        AgreementTerms terms = agreements.find(event.agreement().id()).orElseThrow();
        for (Program program : programs.under(terms.id())) {
            Changes.note(programs, program.id(), current -> follow(current, terms));
        }
    }

    private boolean follow(Program program, AgreementTerms terms) {
        AgreementState state = terms.state();
        return switch (state) {
            case SUSPENDED ->
                    program.pause(TrainingRule.AGREEMENT_NOT_IN_FORCE.name(), clock.instant());
            case ACTIVE -> program.resume(clock.instant());
            case EXPIRED, TERMINATED, RENEWED ->
                    terms.atEnd() == AtAgreementEnd.STOP
                            ? stop(program)
                            : program.resume(clock.instant());
            case DRAFT, IN_REVIEW, SIGNING -> false;
        };
    }

    private boolean stop(Program program) {
        Outcome<Program> stopped =
                program.cancel(
                        TrainingRule.AGREEMENT_NOT_IN_FORCE.name(),
                        LocalDate.now(clock),
                        clock.instant());
        return stopped instanceof Outcome.Accepted<Program>;
    }
}
