package id.bekal.verification.outbox;

import java.util.Arrays;

/**
 * One measured run of one side.
 *
 * @param events how many there had to be
 * @param seconds from the first command, or from the start of the drain, until the last event that
 *     came was consumed
 * @param pending what the store still counted as not published when nothing came any more
 * @param cpuSeconds of the side's own process, until nothing was pending
 * @param serversCpuSeconds of store and broker meanwhile
 * @param latencies from when a command was due until its event was consumed, sorted; microseconds
 */
record Run(
        String side,
        int events,
        double seconds,
        int lost,
        int duplicates,
        int strangers,
        int outOfOrder,
        long pending,
        long bytesPerEvent,
        double cpuSeconds,
        double serversCpuSeconds,
        long[] latencies) {

    /** Nothing may be missing, nor may there be an event that nobody caused. */
    boolean valid() {
        return lost == 0 && strangers == 0 && pending == 0;
    }

    double perSecond() {
        return events / seconds;
    }

    double cpuSecondsPerThousand() {
        return cpuSeconds / events * 1000;
    }

    double serversCpuSecondsPerThousand() {
        return serversCpuSeconds / events * 1000;
    }

    /** In milliseconds. */
    double latency(double quantile) {
        return latencies.length == 0
                ? 0
                : latencies[
                                (int)
                                        Math.min(
                                                latencies.length - 1,
                                                Math.floor(latencies.length * quantile))]
                        / 1000.0;
    }

    static long[] sorted(long[] latencies) {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
