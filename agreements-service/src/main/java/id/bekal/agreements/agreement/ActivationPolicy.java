package id.bekal.agreements.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold before an agreement is in force.
 *
 * @param originalPerParty whether each party must have stored its original; else one is enough
 */
public record ActivationPolicy(boolean originalPerParty) {

    /** The conditions that do not hold yet; none: it is in force. */
    public List<AgreementRule> outstanding(Agreement agreement, LocalDate today) {
        List<AgreementRule> outstanding = new ArrayList<>(paperwork(agreement));
        if (today.isBefore(agreement.terms().from())) {
            outstanding.add(AgreementRule.THE_START_DATE_MUST_BE_REACHED);
        }
        if (today.isAfter(agreement.terms().until())) {
            outstanding.add(AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER);
        }
        return outstanding;
    }

    /** The conditions that people must still fulfil. */
    List<AgreementRule> paperwork(Agreement agreement) {
        List<AgreementRule> outstanding = new ArrayList<>();
        if (agreement.parties().stream().anyMatch(party -> party.signature() == null)) {
            outstanding.add(AgreementRule.EVERY_PARTY_MUST_SIGN);
        }
        if (originalPerParty) {
            if (agreement.parties().stream().anyMatch(party -> party.original() == null)) {
                outstanding.add(AgreementRule.EVERY_PARTY_MUST_STORE_ITS_ORIGINAL);
            }
        } else if (agreement.parties().stream().allMatch(party -> party.original() == null)) {
            outstanding.add(AgreementRule.A_SIGNED_ORIGINAL_MUST_BE_STORED);
        }
        return outstanding;
    }
}
