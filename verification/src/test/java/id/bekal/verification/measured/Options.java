package id.bekal.verification.measured;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Settings that the benchmarks of this package share. */
public final class Options {

    /** As a container of the image runs it, in a heap of its 640 MB; ./bekal up saves memory. */
    private static final Map<String, List<String>> JVMS =
            Map.of(
                    "image",
                    List.of("-Xmx384m", "-Xss512k", "-XX:+UseSerialGC"),
                    "quickstart",
                    List.of(
                            "-Xmx224m",
                            "-Xss512k",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:MaxMetaspaceSize=256m"));

    /** The store's process: as ./bekal up runs it but for its heap, or with what is named. */
    private static final Map<String, List<String>> STORES =
            Map.of(
                    "file", List.of("-XX:TieredStopAtLevel=1"),
                    "file-optimised", List.of(),
                    "memory", List.of("-Dbekal.store=memory"));

    private Options() {}

    public static Map<String, String> of(Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(own);
        all.put("jvm", "image");
        all.put("profile", "");
        all.put("service-options", "");
        all.put("classes-first", "");
        all.put("store", "memory");
        all.put("store-heap", "3g");
        return all;
    }

    /** Reads {@code --setting=value}; ends the program at any other argument. */
    public static void read(String benchmark, String[] arguments, Map<String, String> settings) {
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            if (setting.length != 2
                    || !setting[0].startsWith("--")
                    || !settings.containsKey(setting[0].substring(2))) {
                System.err.println(
                        "usage: ./bench "
                                + benchmark
                                + " [--SETTING=VALUE …], with the settings "
                                + settings);
                System.exit(2);
            }
            settings.put(setting[0].substring(2), setting[1]);
        }
        jvm(settings);
        store(settings);
    }

    public static Path root() {
        return Path.of(System.getProperty("bekal.root", ".."));
    }

    public static List<String> jvm(Map<String, String> settings) {
        return named(JVMS, settings.get("jvm"));
    }

    /** The options of store and broker. */
    public static List<String> store(Map<String, String> settings) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-Xmx" + settings.get("store-heap"),
                                "-Xss512k",
                                "-XX:+UseSerialGC"));
        all.addAll(named(STORES, settings.get("store")));
        return all;
    }

    private static List<String> named(Map<String, List<String>> all, String name) {
        List<String> found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name + " is none of " + all.keySet());
        }
        return found;
    }

    /** Classes to try instead of the service's own. */
    public static @Nullable Path classesFirst(Map<String, String> settings) {
        String folder = settings.get("classes-first");
        return folder.isEmpty() ? null : Path.of(folder).toAbsolutePath();
    }

    /** With what {@code service-options} adds, and a recording if {@code profile} names a file. */
    public static List<String> service(List<String> jvm, Map<String, String> settings) {
        List<String> all = new ArrayList<>(jvm);
        String more = settings.get("service-options").strip();
        if (!more.isEmpty()) {
            all.addAll(List.of(more.split("\\s+")));
        }
        String file = settings.get("profile");
        if (file.isEmpty()) {
            return all;
        }
        all.add(
                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + Path.of(file).toAbsolutePath());
        return all;
    }

    /** Only what the benchmark prints. */
    public static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }

    /** Runs it and ends the program, also when it fails. */
    public static void end(BooleanSupplier benchmark) {
        int code = 1;
        try {
            code = benchmark.getAsBoolean() ? 0 : 1;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
        }
        System.exit(code);
    }

    public static void printHost(String title, Map<String, String> settings) {
        System.out.println(title);
        System.out.printf(
                "store: mongo-java-server 1.47.0, %s, in a process with the broker (Kafka 4.1.2,"
                        + " one node)%n"
                        + "JDK %s, %d cores, each side: java %s, load average %s%n"
                        + "settings: %s%n",
                settings.get("store"),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", jvm(settings)),
                Figures.load(),
                new TreeMap<>(settings));
    }
}
