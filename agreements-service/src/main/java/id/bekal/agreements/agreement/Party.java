package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One side of an agreement.
 *
 * @param number its own number for the document, free text
 */
public record Party(
        InstitutionId institution,
        @Nullable String number,
        List<Signatory> signatories,
        List<Witness> witnesses,
        List<Obligation> obligations,
        @Nullable Instant approvedAt,
        @Nullable Signature signature,
        @Nullable Original original) {

    /** A party as it enters a draft. */
    public static Party of(
            InstitutionId institution,
            @Nullable String number,
            List<Signatory> signatories,
            List<Witness> witnesses,
            List<Obligation> obligations) {
        return new Party(
                institution, number, signatories, witnesses, obligations, null, null, null);
    }

    Party approved(Instant at) {
        return new Party(
                institution, number, signatories, witnesses, obligations, at, signature, original);
    }

    /** Its approval taken back: the draft is open again. */
    Party undecided() {
        return new Party(
                institution, number, signatories, witnesses, obligations, null, null, original);
    }

    Party signed(@Nullable String ownNumber, Signature by) {
        return new Party(
                institution,
                ownNumber,
                signatories,
                witnesses,
                obligations,
                approvedAt,
                by,
                original);
    }

    Party keeping(Original file) {
        return new Party(
                institution,
                number,
                signatories,
                witnesses,
                obligations,
                approvedAt,
                signature,
                file);
    }

    /** As it enters the draft of a renewal: number, signatories and all they did are cleared. */
    Party forRenewal() {
        return Party.of(institution, null, List.of(), List.of(), obligations);
    }
}
