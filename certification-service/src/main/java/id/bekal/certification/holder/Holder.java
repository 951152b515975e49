package id.bekal.certification.holder;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** Whom a certificate names; in memory only, stored encrypted. */
public record Holder(String name, @Nullable String birthPlace, @Nullable LocalDate birthDate) {

    /** Names nobody: it may end up in a log. */
    @Override
    public String toString() {
        return "Holder[…]";
    }
}
