package id.bekal.agreements.agreement;

import id.bekal.agreements.institution.Institution;
import id.bekal.agreements.institution.Institutions;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.InvalidInputException;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An institution drafts what it wants to agree on with others. */
@Service
public class DraftingAgreements {

    private final Agreements agreements;
    private final Institutions institutions;
    private final AgreementSettings settings;
    private final Clock clock;

    DraftingAgreements(
            Agreements agreements,
            Institutions institutions,
            AgreementSettings settings,
            Clock clock) {
        this.agreements = agreements;
        this.institutions = institutions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param id the same for the same request, so that it is drafted once
     * @throws InvalidInputException when a party or the parent is unknown, or the draft is
     *     malformed
     */
    public Outcome<Agreement> draft(AgreementId id, Actor actor, Draft draft) {
        Draft complete = complete(draft);
        return Agreement.draft(id, actor, complete, overseers(complete), Moment.of(clock))
                .map(this::saveOnce);
    }

    /** Replaces the content of a draft; throws as {@link #draft} does. */
    public Outcome<Agreement> edit(AgreementId id, Actor actor, Draft draft) {
        return Changes.change(
                agreements,
                id,
                agreement -> agreement.isVisibleTo(actor.institution()),
                agreement -> {
                    Draft complete = complete(draft);
                    return agreement.edit(actor, complete, overseers(complete));
                });
    }

    private Agreement saveOnce(Agreement agreement) {
        try {
            return agreements.save(agreement);
        } catch (DuplicateKeyException draftedBefore) {
            return agreements.find(agreement.id()).orElseThrow(() -> draftedBefore);
        }
    }

    private Draft complete(Draft draft) {
        if (draft.parent() != null && agreements.find(draft.parent()).isEmpty()) {
            throw new InvalidInputException("parent", "UNKNOWN_AGREEMENT");
        }
        return draft.noticeDays().isEmpty()
                ? new Draft(
                        draft.kind(),
                        draft.title(),
                        draft.parties(),
                        draft.terms(),
                        settings.noticeDays(),
                        draft.parent())
                : draft;
    }

    private Set<InstitutionId> overseers(Draft draft) {
        Set<InstitutionId> overseers = new LinkedHashSet<>();
        List<Party> parties = draft.parties();
        for (int i = 0; i < parties.size(); i++) {
            String field = "parties[" + i + "].institution";
            Institution institution =
                    institutions
                            .find(parties.get(i).institution())
                            .orElseThrow(
                                    () -> new InvalidInputException(field, "UNKNOWN_INSTITUTION"));
            InstitutionId authority = institution.regionalAuthority();
            if (authority != null) {
                overseers.add(authority);
            }
        }
        return overseers;
    }
}
