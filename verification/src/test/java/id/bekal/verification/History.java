package id.bekal.verification;

import java.util.ArrayList;
import java.util.List;

/** What the clients asked for and what they know of it. */
final class History {

    enum Known {
        /** Answered with success. */
        OK,
        /** Refused: it did not happen. */
        FAIL,
        /** No answer: it happened or it did not. */
        UNKNOWN
    }

    /** A completion that entitles {@code certificates} learners to a training certificate. */
    record Completion(String program, String issuer, int certificates, Known known) {}

    private final List<Completion> completions = new ArrayList<>();

    void add(Completion completion) {
        completions.removeIf(earlier -> earlier.program().equals(completion.program()));
        completions.add(completion);
    }

    List<Completion> completions() {
        return List.copyOf(completions);
    }
}
