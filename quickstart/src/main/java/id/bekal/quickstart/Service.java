package id.bekal.quickstart;

import id.bekal.quickstart.Ports.Port;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One process of the installation.
 *
 * @param name what commands, log and pid file call it
 * @param jar what it is started from
 * @param ports all that it listens on, the one it is reached by first
 * @param heap megabytes at most
 * @param properties system properties
 * @param environment what it gets on top of the launcher's own environment
 * @param readiness how to know that it takes requests
 * @param scalable whether another instance may share its work
 * @param classesFirst classes that take precedence over the jar's, for mutants
 */
record Service(
        String name,
        Path jar,
        List<Port> ports,
        int heap,
        Map<String, String> properties,
        Map<String, String> environment,
        Readiness readiness,
        boolean scalable,
        @Nullable Path classesFirst) {

    Service(
            String name,
            Path jar,
            List<Port> ports,
            int heap,
            Map<String, String> properties,
            Map<String, String> environment,
            Readiness readiness,
            boolean scalable) {
        this(name, jar, ports, heap, properties, environment, readiness, scalable, null);
    }

    /** How a service tells that it takes requests. */
    enum Readiness {
        /** {@code /actuator/health/readiness} answers 200. */
        HEALTH,
        /** It takes connections and has said so in its log. */
        PORTS
    }

    int port() {
        return ports.getFirst().number();
    }

    /** The same with more environment, and perhaps with other classes. */
    Service with(Map<String, String> more, @Nullable Path classes) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.putAll(more);
        return new Service(
                name, jar, ports, heap, properties, changed, readiness, scalable, classes);
    }

    /** Another instance, which differs in its name and port. */
    Service instance(int number, int port) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put("SERVER_PORT", Integer.toString(port));
        List<Port> ports = new ArrayList<>(this.ports);
        ports.set(0, new Port(ports.getFirst().setting(), port));
        return new Service(
                name + "-" + number, jar, ports, heap, properties, changed, readiness, scalable);
    }
}
