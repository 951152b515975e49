package id.bekal.certification.paper;

import org.jspecify.annotations.Nullable;

/**
 * Who signs an issuer's papers.
 *
 * @param office what the person signs as
 * @param staffNumber NIP or another, where the person has one
 */
public record Signatory(String name, String office, @Nullable String staffNumber) {

    /** Names nobody: it may end up in a log. */
    @Override
    public String toString() {
        return "Signatory[…]";
    }
}
