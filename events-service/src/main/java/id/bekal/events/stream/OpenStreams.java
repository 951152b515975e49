package id.bekal.events.stream;

import id.bekal.contracts.InstitutionId;

import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many streams each client and institution has open on this instance. */
@Component
public class OpenStreams {

    private final StreamSettings settings;
    private final Map<String, Integer> open = new HashMap<>();

    OpenStreams(StreamSettings settings) {
        this.settings = settings;
    }

    /** Counts until it is closed, once. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** A place for one more stream; empty when the client or its institution has all it may. */
    public synchronized Optional<Place> take(String client, InstitutionId institution) {
        String ofClient = "client " + client;
        String ofInstitution = "institution " + institution;
        if (open.getOrDefault(ofClient, 0) >= settings.perClient()
                || open.getOrDefault(ofInstitution, 0) >= settings.perInstitution()) {
            return Optional.empty();
        }
        open.merge(ofClient, 1, Integer::sum);
        open.merge(ofInstitution, 1, Integer::sum);
        return Optional.of(
                new Place() {
                    private boolean given;

                    @Override
                    public void close() {
                        synchronized (OpenStreams.this) {
                            if (!given) {
                                given = true;
                                less(ofClient);
                                less(ofInstitution);
                            }
                        }
                    }
                });
    }

    private void less(String of) {
        open.computeIfPresent(of, (who, count) -> count == 1 ? null : count - 1);
    }
}
