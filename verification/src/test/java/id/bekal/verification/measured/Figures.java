package id.bekal.verification.measured;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Measured values of one thing. */
public record Figures(List<Double> sorted) {

    public Figures {
        sorted = sorted.stream().sorted().toList();
    }

    public double median() {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double least() {
        return sorted.getFirst();
    }

    public double most() {
        return sorted.getLast();
    }

    /** Median and range, with as many decimals as asked. */
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                number + " (" + number + " to " + number + ")", median(), least(), most());
    }

    public static String load() {
        return String.format(
                "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
