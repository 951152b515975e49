package id.bekal.verification.issuance;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Measured values of one thing. */
record Figures(List<Double> sorted) {

    Figures {
        sorted = sorted.stream().sorted().toList();
    }

    double median() {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double least() {
        return sorted.getFirst();
    }

    double most() {
        return sorted.getLast();
    }

    /** Median and range, with as many decimals as asked. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                number + " (" + number + " to " + number + ")", median(), least(), most());
    }

    static String load() {
        return String.format(
                "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
