package id.bekal.verification.access;

import java.util.Map;
import java.util.Objects;

/**
 * Reads of one side in one go.
 *
 * @param answered by learner, those that were answered with the learner
 * @param failed answered with anything else
 * @param logged what the access log got meanwhile
 * @param latencies nanoseconds, sorted
 * @param serversCpuSeconds what store and broker used meanwhile
 */
record Run(
        Variant variant,
        Map<String, Integer> answered,
        int failed,
        LoggedAccesses.Added logged,
        double seconds,
        double cpuSeconds,
        double serversCpuSeconds,
        long[] latencies) {

    int reads() {
        return latencies.length;
    }

    double perSecond() {
        return reads() / seconds;
    }

    double cpuMicros() {
        return cpuSeconds * 1e6 / reads();
    }

    double serversCpuMicros() {
        return serversCpuSeconds * 1e6 / reads();
    }

    double accessesPerBlock() {
        return (double) logged.accesses() / logged.blocks();
    }

    double latencyMillis(double share) {
        return latencies[(int) Math.min(latencies.length - 1L, (long) (share * latencies.length))]
                / 1e6;
    }

    /** Each answered read is logged, once, and nothing else; without the log nothing is. */
    boolean valid() {
        return failed == 0
                && Objects.equals(logged.byLearner(), variant.logsAccesses() ? answered : Map.of());
    }
}
