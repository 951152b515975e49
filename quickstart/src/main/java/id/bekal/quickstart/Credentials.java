package id.bekal.quickstart;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The API clients and their secrets, as the institutions hold them. */
public record Credentials(List<Client> clients) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One program of an institution. */
    public record Client(
            String clientId,
            String secret,
            String institution,
            String kind,
            List<String> roles,
            List<String> scopes) {

        /** Leaves out the secret, which must reach no log. */
        @Override
        public String toString() {
            return "Client[" + clientId + " of " + institution + ", scopes=" + scopes + "]";
        }
    }

    public Credentials {
        clients = List.copyOf(clients);
    }

    /** What {@code ./bekal up} or {@code deploy/make-env} wrote. */
    public static Credentials read(Path file) {
        try {
            return new Credentials(
                    JSON.readValue(Files.readString(file), new TypeReference<List<Client>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(clients) + "\n";
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public Client of(String clientId) {
        return clients.stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no client " + clientId));
    }

    @Override
    public String toString() {
        return "Credentials of " + clients.size() + " clients";
    }
}
