package id.bekal.agreements.institution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An attribute that holds from a day on, until the next one of its kind. */
sealed interface Dated permits DatedName, DatedClassification, Standing {

    LocalDate since();

    /** The one that holds on a day. */
    static <D extends Dated> Optional<D> on(LocalDate day, List<D> history) {
        return history.stream().filter(d -> !d.since().isAfter(day)).reduce((a, b) -> b);
    }

    /** Whether {@code next} may follow: it starts no earlier than the last. */
    static boolean follows(Dated next, List<? extends Dated> history) {
        return history.isEmpty() || !next.since().isBefore(history.getLast().since());
    }

    /** The history with {@code next}; of the same day as the last, it corrects that one. */
    static <D extends Dated> List<D> with(D next, List<D> history) {
        List<D> longer = new ArrayList<>(history);
        longer.removeIf(d -> d.since().equals(next.since()));
        longer.add(next);
        return List.copyOf(longer);
    }
}
