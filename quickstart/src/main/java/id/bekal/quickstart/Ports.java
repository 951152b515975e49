package id.bekal.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which ports are free, and who has those that are not. */
final class Ports {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String LISTENING = "0A";

    private Ports() {}

    /**
     * A port that a service needs.
     *
     * @param setting the environment variable that changes it
     */
    record Port(String setting, int number) {}

    /** One sentence for each port that somebody else has: which, who, and what changes it. */
    static List<String> complaints(Collection<Service> services) {
        return services.stream()
                .flatMap(
                        service ->
                                service.ports().stream()
                                        .filter(port -> !isFree(port.number()))
                                        .map(port -> complaint(service.name(), port)))
                .toList();
    }

    private static String complaint(String service, Port port) {
        return "port %d, which %s needs, is taken by %s; end that, or choose another port by %s=%d"
                .formatted(
                        port.number(),
                        service,
                        owner(port.number())
                                .map(Ports::described)
                                .orElse("a process that cannot be seen from here"),
                        port.setting(),
                        another(port.number()));
    }

    /** Below the range from which systems take ports for outgoing connections. */
    private static int another(int port) {
        return port < 22_000 ? port + 10_000 : port - 10_000;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // a connection of the last run may still be closing
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that was free just now. */
    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String described(long pid) {
        String command =
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .map(path -> " (" + Path.of(path).getFileName() + ")")
                        .orElse("");
        return "process " + pid + command;
    }

    /**
     * The process that listens on the port; known on Linux only, and of other users only to root.
     */
    static Optional<Long> owner(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(listening(Path.of(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holdsAny(pid, sockets))
                .findFirst();
    }

    private static Set<String> listening(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9
                        && columns[1].endsWith(suffix)
                        && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of(); // no such table on this system
        }
        return sockets;
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false; // ended meanwhile, or not ours to look at
        }
        return false;
    }
}
