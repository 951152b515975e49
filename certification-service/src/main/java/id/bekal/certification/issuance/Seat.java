package id.bekal.certification.issuance;

import id.bekal.contracts.LearnerId;

import org.jspecify.annotations.Nullable;

/**
 * Who had a seat, however that ended.
 *
 * @param sealedHolder whom a certificate names, sealed to the learner's key as it came; null when
 *     training had nothing to print
 */
record Seat(LearnerId learner, @Nullable String sealedHolder) {

    @Override
    public String toString() {
        return "Seat[" + learner + ']';
    }
}
