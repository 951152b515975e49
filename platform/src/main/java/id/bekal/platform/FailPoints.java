package id.bekal.platform;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where a test can kill the process, to see that nothing is lost or doubled there. Setting
 * {@code bekal.fail-point} (or BEKAL_FAIL_POINT) to {@code name} or {@code name:3} halts the JVM
 * the first or third time that place is passed; without it a place costs one comparison.
 */
public final class FailPoints {

    private static final @Nullable String NAME;
    private static final AtomicInteger LEFT;

    static {
        String setting = System.getProperty("bekal.fail-point");
        if (setting == null) {
            setting = System.getenv("BEKAL_FAIL_POINT");
        }
        int colon = setting == null ? -1 : setting.indexOf(':');
        NAME = setting == null ? null : colon < 0 ? setting : setting.substring(0, colon);
        LEFT =
                new AtomicInteger(
                        setting == null || colon < 0
                                ? 1
                                : Integer.parseInt(setting.substring(colon + 1)));
    }

    private FailPoints() {}

    /** Halts the JVM, as kill -9 would, if this is the place and the time. */
    public static void pass(String name) {
        if (NAME != null && NAME.equals(name) && LEFT.decrementAndGet() == 0) {
            System.err.println("fail point " + name + ": halting");
            Runtime.getRuntime().halt(137);
        }
    }
}
