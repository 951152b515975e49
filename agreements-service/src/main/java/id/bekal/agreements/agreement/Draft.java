package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is to be agreed.
 *
 * @param kind PKS, MOU, or another
 * @param noticeDays days before the end at which to notify; empty for those that are usual
 * @param parent the umbrella it is made under
 */
public record Draft(
        String kind,
        String title,
        List<Party> parties,
        Terms terms,
        List<Integer> noticeDays,
        @Nullable AgreementId parent) {}
