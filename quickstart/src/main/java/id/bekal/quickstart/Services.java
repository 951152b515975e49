package id.bekal.quickstart;

import id.bekal.quickstart.Ports.Port;
import id.bekal.quickstart.Service.Readiness;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to run, in the order of {@code status}. */
final class Services {

    /** The default of every port, by the environment variable that changes it. */
    private static final Map<String, Integer> PORTS =
            Map.of(
                    "BEKAL_PORT_GATEWAY", 8080,
                    "BEKAL_PORT_AGREEMENTS", 8081,
                    "BEKAL_PORT_TRAINING", 8082,
                    "BEKAL_PORT_CERTIFICATION", 8083,
                    "BEKAL_PORT_EVENTS", 8084,
                    "BEKAL_PORT_IDENTITY", 9000,
                    "BEKAL_PORT_BROKER", 19092,
                    "BEKAL_PORT_CONTROLLER", 19093,
                    "BEKAL_PORT_STORE", 27117);

    private final Home home;
    private final Map<String, String> settings;

    /**
     * @param settings ports and addresses, as in the environment
     * @throws IllegalArgumentException if a port is none
     */
    Services(Home home, Map<String, String> settings) {
        this.home = home;
        this.settings = settings;
        PORTS.keySet().forEach(this::port);
    }

    /** The settings that a running installation must keep. */
    static List<String> settings() {
        return PORTS.keySet().stream().sorted().toList();
    }

    /** Where institutions reach everything, and the issuer of every token. */
    URI gateway() {
        return at("BEKAL_PORT_GATEWAY");
    }

    /** Broker and store, which the others need before they start. */
    Service infrastructure() {
        return new Service(
                "infrastructure",
                home.root().resolve("embedded/target/embedded-app.jar"),
                List.of(
                        portOf("BEKAL_PORT_STORE"),
                        portOf("BEKAL_PORT_BROKER"),
                        portOf("BEKAL_PORT_CONTROLLER")),
                256,
                Map.of(
                        "bekal.data", home.data().toString(),
                        "bekal.store.port", text("BEKAL_PORT_STORE"),
                        "bekal.broker.port", text("BEKAL_PORT_BROKER"),
                        "bekal.controller.port", text("BEKAL_PORT_CONTROLLER"),
                        "logback.configurationFile", "embedded-logback.xml"),
                Map.of(),
                Readiness.PORTS,
                false);
    }

    /** All but the infrastructure; those that take longest to start first. */
    List<Service> services() {
        Path config = home.config();
        return List.of(
                backend("training", 224, personalData("training"), true),
                backend("certification", 224, certification(), true),
                backend("agreements", 192, Map.of(), false),
                backend("events", 224, events(), true),
                service(
                        "gateway",
                        "gateway",
                        160,
                        Map.of(
                                "SERVER_ADDRESS",
                                settings.getOrDefault("BEKAL_GATEWAY_ADDRESS", "127.0.0.1"),
                                "BEKAL_AGREEMENTS_URI",
                                at("BEKAL_PORT_AGREEMENTS").toString(),
                                "BEKAL_TRAINING_URI",
                                at("BEKAL_PORT_TRAINING").toString(),
                                "BEKAL_CERTIFICATION_URI",
                                at("BEKAL_PORT_CERTIFICATION").toString(),
                                "BEKAL_EVENTS_URI",
                                at("BEKAL_PORT_EVENTS").toString(),
                                "BEKAL_IDENTITY_URI",
                                at("BEKAL_PORT_IDENTITY").toString()),
                        false),
                service(
                        "identity",
                        "identity-service",
                        160,
                        Map.of(
                                "BEKAL_IDENTITY_ISSUER",
                                gateway().toString(),
                                "BEKAL_IDENTITY_CLIENTS",
                                Clients.registrationsIn(config).toString(),
                                "BEKAL_IDENTITY_SIGNING_KEYS",
                                config.resolve("signing-keys.json").toString(),
                                "BEKAL_IDENTITY_MASTER_KEYS",
                                keys().masterKeys("identity").toString()),
                        false));
    }

    private Map<String, String> certification() {
        Map<String, String> environment = new HashMap<>(personalData("certification"));
        environment.put("BEKAL_PUBLIC_URL", gateway().toString());
        return environment;
    }

    /** Webhooks may lead to this machine: there is no other to try them with. */
    private Map<String, String> events() {
        return Map.of(
                "BEKAL_MASTER_KEYS", keys().masterKeys("events").toString(),
                "BEKAL_WEBHOOKS_ALLOW_HTTP", "true",
                "BEKAL_WEBHOOKS_ALLOW_PRIVATE", "127.0.0.1/32");
    }

    private Map<String, String> personalData(String service) {
        return Map.of(
                "BEKAL_MASTER_KEYS", keys().masterKeys(service).toString(),
                "BEKAL_HASH_KEY", keys().hashKey(service).toString());
    }

    private Keys.KeyFiles keys() {
        return new Keys.KeyFiles(home.config(), home.config().resolve("signing-keys.json"));
    }

    List<Service> all() {
        return Stream.concat(Stream.of(infrastructure()), services().stream()).toList();
    }

    Optional<Service> named(String name) {
        return all().stream().filter(service -> service.name().equals(name)).findFirst();
    }

    private Service backend(
            String name, int heap, Map<String, String> environment, boolean scalable) {
        return service(name, name + "-service", heap, environment, scalable);
    }

    private Service service(
            String name,
            String module,
            int heap,
            Map<String, String> environment,
            boolean scalable) {
        String portSetting = "BEKAL_PORT_" + name.toUpperCase(Locale.ROOT);
        Map<String, String> all = new HashMap<>();
        all.put("SERVER_PORT", text(portSetting));
        // only the gateway is a door
        all.put("SERVER_ADDRESS", "127.0.0.1");
        all.put("BEKAL_KAFKA", "127.0.0.1:" + port("BEKAL_PORT_BROKER"));
        all.put("BEKAL_MONGODB_URI", "mongodb://127.0.0.1:" + port("BEKAL_PORT_STORE"));
        all.put("BEKAL_ISSUER", gateway().toString());
        all.put("BEKAL_JWKS_URI", at("BEKAL_PORT_IDENTITY") + "/oauth2/jwks");
        all.put("BEKAL_REVOCATIONS_URI", at("BEKAL_PORT_IDENTITY") + "/oauth2/revocations");
        all.putAll(environment);
        return new Service(
                name,
                home.root().resolve(module + "/target/" + module + ".jar"),
                List.of(portOf(portSetting)),
                heap,
                Map.of(),
                all,
                Readiness.HEALTH,
                scalable);
    }

    private URI at(String portSetting) {
        return URI.create("http://127.0.0.1:" + port(portSetting));
    }

    private Port portOf(String setting) {
        return new Port(setting, port(setting));
    }

    private String text(String portSetting) {
        return Integer.toString(port(portSetting));
    }

    private int port(String setting) {
        String value = settings.getOrDefault(setting, "" + PORTS.get(setting));
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(setting + " is no port: " + value);
    }
}
