package id.bekal.events.insight;

import id.bekal.contracts.LearnerId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a learner wherever people are counted: the same learner is the same person, and no
 * learner can be had from a person. A learner's erasure therefore changes no figure and leaves
 * nothing to erase, however late an event of the learner's comes.
 *
 * @param value a one-way hash; learners' ids are 130 random bits, so that none is found by trying
 */
record Person(String value) {

    static Person of(LearnerId learner) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("counted " + learner).getBytes(StandardCharsets.UTF_8));
            return new Person(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
