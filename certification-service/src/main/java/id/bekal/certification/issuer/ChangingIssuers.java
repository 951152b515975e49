package id.bekal.certification.issuer;

import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

import java.time.Clock;

/**
 * Sets what an issuer decides for itself. Numbers already issued stay as they are, and so do
 * decisions already made about a program: what is scheduled is issued when it is due.
 */
@Service
public class ChangingIssuers {

    private final Issuers issuers;
    private final IssuerCodes codes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangingIssuers(
            Issuers issuers, IssuerCodes codes, ApplicationEventPublisher events, Clock clock) {
        this.issuers = issuers;
        this.codes = codes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws id.bekal.platform.web.NotFoundException when there is no such issuer
     */
    public Outcome<Issuer> handle(ChangeIssuer command) {
        Outcome<Issuer> outcome =
                Changes.change(
                        issuers, command.issuer(), any -> true, issuer -> change(issuer, command));
        if (outcome instanceof Outcome.Accepted<Issuer>(Issuer issuer)
                && issuer.custodyChoice() != null) {
            events.publishEvent(new StandingChanged(issuer.id()));
        }
        return outcome;
    }

    private Outcome<Issuer> change(Issuer issuer, ChangeIssuer command) {
        Boolean revealsCustody = command.revealsCustody();
        if (revealsCustody != null) {
            Outcome<Issuer> chosen =
                    issuer.chooseItsOwnName(revealsCustody, command.by(), clock.instant());
            if (chosen instanceof Outcome.Refused<Issuer>) {
                return chosen;
            }
        }
        if (!codes.claim(command.code(), issuer.id())) {
            return Outcome.refused(IssuerRule.CODE_IS_TAKEN, "numberCode", command.code().value());
        }
        issuer.numberUnder(command.code());
        Approval approval = command.approval();
        if (approval != null) {
            issuer.approveBy(approval);
        }
        IssueTime issueTime = command.issueTime();
        if (issueTime != null) {
            issuer.issueAt(issueTime);
        }
        ReplacementNumber replacementNumber = command.replacementNumber();
        if (replacementNumber != null) {
            issuer.replaceUnder(replacementNumber);
        }
        return Outcome.accepted(issuer);
    }
}
