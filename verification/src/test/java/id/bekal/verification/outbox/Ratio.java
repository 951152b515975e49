package id.bekal.verification.outbox;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The ratio of two sides: one value a round, void as a whole if any run of either is not valid. */
record Ratio(String name, List<Double> rounds, boolean valid) {

    /**
     * @param numerator the runs of one side, by round
     * @param denominator the runs of the other, by round
     */
    static Ratio of(
            String name,
            List<List<Run>> numerator,
            List<List<Run>> denominator,
            ToDoubleFunction<Run> figure) {
        List<Double> rounds =
                java.util.stream.IntStream.range(0, numerator.size())
                        .mapToObj(
                                round ->
                                        mean(numerator.get(round), figure)
                                                / mean(denominator.get(round), figure))
                        .sorted()
                        .toList();
        boolean valid =
                java.util.stream.Stream.concat(numerator.stream(), denominator.stream())
                        .flatMap(List::stream)
                        .allMatch(Run::valid);
        return new Ratio(name, rounds, valid);
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    double median() {
        return median(rounds);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    @Override
    public String toString() {
        return valid
                ? String.format(
                        Locale.ROOT,
                        "%-44s %6.2f   %.2f to %.2f   %d rounds",
                        name,
                        median(),
                        rounds.getFirst(),
                        rounds.getLast(),
                        rounds.size())
                : String.format("%-44s   VOID: events were lost, invented or left pending", name);
    }
}
