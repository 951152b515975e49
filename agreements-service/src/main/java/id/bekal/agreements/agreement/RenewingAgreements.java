package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.NotFoundException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * A party drafts the agreement that is to follow. That only one renewal is open is kept by a unique
 * field of the new document, in the write that creates it.
 */
@Service
public class RenewingAgreements {

    private final Agreements agreements;
    private final Clock clock;

    RenewingAgreements(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /**
     * @param successor the same for the same request, so that it is drafted once
     * @throws NotFoundException when there is no such agreement, or not for the actor
     */
    public Outcome<Agreement> renew(
            AgreementId id,
            AgreementId successor,
            Actor actor,
            LocalDate from,
            LocalDate until,
            @Nullable String title,
            @Nullable Integer quota,
            @Nullable List<String> fields) {
        Agreement old =
                agreements
                        .find(id)
                        .filter(agreement -> agreement.isVisibleTo(actor.institution()))
                        .orElseThrow(NotFoundException::new);
        return old.renewal(successor, actor, from, until, title, quota, fields, Moment.of(clock))
                .then(this::saveOnce);
    }

    private Outcome<Agreement> saveOnce(Agreement renewal) {
        try {
            return Outcome.accepted(agreements.save(renewal));
        } catch (DuplicateKeyException openOrDraftedBefore) {
            return agreements
                    .find(renewal.id())
                    .<Outcome<Agreement>>map(Outcome::accepted)
                    .orElseGet(() -> Outcome.refused(AgreementRule.ONE_RENEWAL_AT_A_TIME));
        }
    }
}
