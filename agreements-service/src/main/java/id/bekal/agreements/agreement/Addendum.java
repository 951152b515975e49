package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A numbered amendment. It changes the terms once every party signed it and its day is reached; the
 * original stays as it was.
 *
 * @param inForceSince the day it changed the terms; absent until then
 */
public record Addendum(
        String number,
        LocalDate effective,
        String reason,
        TermChanges changes,
        InstitutionId proposedBy,
        Instant proposedAt,
        List<Signature> signatures,
        @Nullable LocalDate inForceSince) {

    boolean isSignedBy(InstitutionId party) {
        return signatures.stream().anyMatch(signature -> signature.party().equals(party));
    }

    Addendum signed(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new Addendum(
                number,
                effective,
                reason,
                changes,
                proposedBy,
                proposedAt,
                List.copyOf(more),
                inForceSince);
    }

    Addendum inForce(LocalDate since) {
        return new Addendum(
                number, effective, reason, changes, proposedBy, proposedAt, signatures, since);
    }
}
