package id.bekal.training;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.platform.Outcome;

/** Asserts what a command led to. */
public final class Refusals {

    private Refusals() {}

    public static <T> void assertRefused(Outcome<T> outcome, TrainingRule because) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<T>) outcome).because()).isEqualTo(because);
    }

    /** The value of an accepted outcome. */
    public static <T> T accepted(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted<T>) outcome).value();
    }
}
