package id.bekal.verification.issuance;

import java.util.List;

/**
 * Certificates issued, or as many documents inserted, in one go.
 *
 * @param ids of the certificates; none of a bare loop
 * @param cpuSeconds of the process itself
 * @param serversCpuSeconds of store and broker meanwhile
 * @param faults what is not as it must be; any makes it void
 */
record Issue(
        int certificates,
        List<String> ids,
        double seconds,
        double cpuSeconds,
        double serversCpuSeconds,
        List<String> faults) {

    double perSecond() {
        return certificates / seconds;
    }

    double cpuMicros() {
        return cpuSeconds * 1e6 / certificates;
    }

    double serversCpuMicros() {
        return serversCpuSeconds * 1e6 / certificates;
    }

    boolean valid() {
        return faults.isEmpty();
    }
}
