package id.bekal.quickstart.conformance;

import id.bekal.quickstart.Home;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The command {@code ./bekal conformance}: checks a partner's receiver of webhooks. */
public final class Conformance {

    private static final String USAGE =
            """
            conformance URL [--secret whsec_… | --key FILE] [--received URL] [--json]
                            [--feed ID] [--after NUMBER] [--allow-http]
              --secret     the receiver's secret; without it, and on a terminal, one is made
              --key FILE   sign by Ed25519 with this private key (whsk_… or PEM); made if not there
              --received   where the receiver tells, as a JSON array, the webhook-ids it counts as
                           taken: so that effects are checked, too
              --json       for programs; needs --secret, or --key of a file that is there
              --feed, --after   the events' feed and the number before the first; without them a
                           feed of its own, from 1
              --allow-http http to others than this machine\
            """;

    private static final int LARGEST_KEY = 10_000;

    private static final class Options {
        @Nullable URI url;
        @Nullable String secret;
        @Nullable Path key;
        @Nullable URI received;
        boolean json;
        boolean allowHttp;
        String feed = "conformance-" + UUID.randomUUID().toString().substring(0, 8);
        long after;
    }

    private final PrintStream out;
    private final Limits limits;
    private final Clock clock;
    private final @Nullable Runnable enter;

    /**
     * @param enter waits for whoever sits at the terminal; null when nobody does
     */
    Conformance(PrintStream out, Limits limits, Clock clock, @Nullable Runnable enter) {
        this.out = out;
        this.limits = limits;
        this.clock = clock;
        this.enter = enter;
    }

    public Conformance(PrintStream out) {
        this(out, Limits.STANDARD, Clock.systemUTC(), terminal());
    }

    private static @Nullable Runnable terminal() {
        // else newer JDKs give a console where there is no terminal
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        return console == null ? null : console::readLine;
    }

    /**
     * @return 0 when nothing failed, 1 when something did, 2 when the receiver cannot be reached
     * @throws IllegalArgumentException on wrong use; no secret is in its message
     */
    public int run(List<String> arguments) {
        Options options = options(arguments);
        URI url = allowed(options.url, options.allowHttp);
        URI received =
                options.received == null ? null : allowed(options.received, options.allowHttp);
        try {
            SigningKey key = key(options);
            List<Finding> findings =
                    new CheckingReceiver(
                                    new Receiver(url, limits, clock),
                                    key,
                                    new SampleFeed(options.feed, options.after, clock),
                                    received,
                                    limits,
                                    clock)
                            .check();
            Report report = new Report(url.toString(), findings);
            if (options.json) {
                report.printJson(out);
            } else {
                report.print(out);
            }
            return report.passed() ? 0 : 1;
        } catch (UnreachableException e) {
            if (options.json) {
                Report.printUnreachable(url, String.valueOf(e.getMessage()), out);
            } else {
                out.println("tidak terjangkau / not reachable: " + url + ": " + e.getMessage());
            }
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private static Options options(List<String> arguments) {
        Options options = new Options();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--json" -> options.json = true;
                case "--allow-http" -> options.allowHttp = true;
                case "--secret", "--key", "--received", "--feed", "--after" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException(USAGE);
                    }
                    set(options, argument, rest.next());
                }
                default -> {
                    if (argument.startsWith("-") || options.url != null) {
                        throw new IllegalArgumentException(USAGE);
                    }
                    options.url = address(argument);
                }
            }
        }
        if (options.url == null || options.secret != null && options.key != null) {
            throw new IllegalArgumentException(USAGE);
        }
        return options;
    }

    private static void set(Options options, String name, String value) {
        switch (name) {
            case "--secret" -> options.secret = value;
            case "--key" -> options.key = Path.of(value);
            case "--received" -> options.received = address(value);
            case "--feed" -> {
                if (!value.matches("[A-Za-z0-9._-]{1,64}")) {
                    throw new IllegalArgumentException("--feed takes an institution's id");
                }
                options.feed = value;
            }
            default -> {
                if (!value.matches("\\d{1,15}")) {
                    throw new IllegalArgumentException("--after takes a number");
                }
                options.after = Long.parseLong(value);
            }
        }
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("this is no address: " + text, e);
        }
    }

    /** As Bekal would take it; http to this machine besides. */
    private static URI allowed(@Nullable URI url, boolean allowHttp) {
        if (url == null) {
            throw new IllegalArgumentException(USAGE);
        }
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null
                || url.getUserInfo() != null
                || url.getFragment() != null
                || !tls && !"http".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException(
                    "a receiver's address is https://, without user and fragment: "
                            + url.getHost());
        }
        if (!tls && !allowHttp && !isHere(url.getHost())) {
            throw new IllegalArgumentException(
                    "Bekal sends by https only; http:// is for this machine, or with --allow-http");
        }
        return url;
    }

    private static boolean isHere(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    // ---- the key

    private SigningKey key(Options options) {
        String secret = options.secret;
        Path file = options.key;
        if (secret != null) {
            return SigningKey.Hmac.of(secret);
        }
        if (file != null && Files.exists(file)) {
            return SigningKey.Ed25519.of(read(file));
        }
        if (options.json) {
            throw new IllegalArgumentException(
                    "--json needs --secret, or --key of a file that is there");
        }
        Runnable wait = enter;
        if (file != null) {
            SigningKey.Ed25519 made = SigningKey.Ed25519.made();
            Home.writePrivately(file, made.kept());
            tell("kunci publik", "public key", made);
            if (wait == null) {
                throw new IllegalArgumentException(
                        "set it in the receiver and run this again: the key is in " + file);
            }
            wait.run();
            return made;
        }
        if (wait == null) {
            throw new IllegalArgumentException(
                    "there is no terminal to tell a new secret at: give --secret or --key");
        }
        SigningKey made = SigningKey.Hmac.made();
        tell("rahasia", "secret", made);
        wait.run();
        return made;
    }

    private void tell(String indonesian, String english, SigningKey made) {
        out.println(
                "Pasang "
                        + indonesian
                        + " ini di penerima, di tempat yang dijawab POST /api/webhooks, lalu tekan"
                        + " Enter:");
        out.println(
                "  Set this "
                        + english
                        + " in the receiver, where what POST /api/webhooks answers will be, then press"
                        + " Enter:");
        out.println(made.told());
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST_KEY) {
                throw new IllegalArgumentException("this is no key: " + file);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
