package id.bekal.quickstart;

import id.bekal.quickstart.Credentials.Client;

import org.springframework.security.crypto.bcrypt.BCrypt;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One API client for each institution and one for the operator. Their secrets are drawn once and
 * kept; the identity service gets hashes.
 */
final class Clients {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * bcrypt's least. A high cost slows the guessing of what people think up; these secrets are 256
     * random bits, which no cost makes safer, and 70 hashes must not delay a first start.
     */
    private static final int COST = 4;

    private static final List<String> PRISON =
            List.of(
                    "agreements.read",
                    "agreements.write",
                    "training.read",
                    "training.write",
                    "certificates.read",
                    "events.read",
                    "events.write");

    /** What an institution may ask for; kinds that are not here have no part in the programmes. */
    private static final Map<String, List<String>> SCOPES =
            Map.of(
                    "REGIONAL_AUTHORITY",
                    List.of(
                            "institutions.write",
                            "accounts",
                            "agreements.read",
                            "agreements.write",
                            "training.read",
                            "certificates.read",
                            "events.read",
                            "events.write"),
                    "LAPAS",
                    PRISON,
                    "RUTAN",
                    PRISON,
                    "LPKA",
                    PRISON,
                    "BAPAS",
                    PRISON,
                    "BLK",
                    List.of(
                            "agreements.read",
                            "agreements.write",
                            "training.read",
                            "training.write",
                            "certificates.read",
                            "certificates.write",
                            "events.read",
                            "events.write"),
                    "LSP",
                    List.of(
                            "agreements.read",
                            "training.read",
                            "certificates.read",
                            "certificates.write",
                            "events.read",
                            "events.write"));

    private Clients() {}

    /** As the identity service reads it. */
    private record Registered(
            String clientId,
            String secretHash,
            String institution,
            String kind,
            List<String> roles,
            List<String> scopes) {}

    static Path credentialsIn(Path folder) {
        return folder.resolve("credentials.json");
    }

    static Path registrationsIn(Path folder) {
        return folder.resolve("clients.json");
    }

    /**
     * The clients of {@code folder}. Those that are missing are made; a secret once drawn stays as
     * it is, scopes follow the institution's kind.
     */
    static Credentials keptIn(Path folder, List<Institution> institutions) {
        Path file = credentialsIn(folder);
        Credentials before =
                Files.exists(file) ? Credentials.read(file) : new Credentials(List.of());
        Map<String, Client> known =
                before.clients().stream()
                        .collect(Collectors.toMap(Client::clientId, Function.identity()));
        List<Client> clients = new ArrayList<>();
        for (Institution institution : institutions) {
            List<String> scopes = SCOPES.get(institution.kind());
            if (scopes != null) {
                clients.add(
                        client(
                                known,
                                institution.id(),
                                institution.id(),
                                institution.kind(),
                                List.of("INTEGRATOR"),
                                scopes));
            }
        }
        clients.add(
                client(
                        known,
                        "operator",
                        "kanwil-ditjenpas-jawa-timur",
                        "OPERATOR",
                        // the first operators' accounts are opened by it
                        List.of("OPERATOR", "ADMINISTRATOR"),
                        List.of("operations", "accounts")));
        Credentials now = new Credentials(clients);
        if (!now.clients().equals(before.clients()) || !Files.exists(registrationsIn(folder))) {
            Home.writePrivately(file, now.json());
            Home.writePrivately(registrationsIn(folder), registrations(now));
        }
        return now;
    }

    private static Client client(
            Map<String, Client> known,
            String clientId,
            String institution,
            String kind,
            List<String> roles,
            List<String> scopes) {
        String secret =
                Optional.ofNullable(known.get(clientId))
                        .map(Client::secret)
                        .orElseGet(Clients::drawn);
        return new Client(clientId, secret, institution, kind, roles, scopes);
    }

    private static String drawn() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String registrations(Credentials credentials) {
        List<Registered> registered =
                credentials.clients().stream()
                        .map(
                                client ->
                                        new Registered(
                                                client.clientId(),
                                                "{bcrypt}"
                                                        + BCrypt.hashpw(
                                                                client.secret(),
                                                                BCrypt.gensalt(COST)),
                                                client.institution(),
                                                client.kind(),
                                                client.roles(),
                                                client.scopes()))
                        .toList();
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(registered) + "\n";
    }
}
