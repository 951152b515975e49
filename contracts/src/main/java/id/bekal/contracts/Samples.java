package id.bekal.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The published sample and schema of each event, so that who produces, who consumes and who
 * integrates test against the same bytes. They lie on the class path as {@code samples/} and {@code
 * schemas/<wire name>.json}.
 */
public final class Samples {

    private Samples() {}

    /** A whole envelope, as it is on its topic. */
    public static byte[] of(Class<? extends DomainEvent> event) {
        return read("samples/" + EventTypes.name(event));
    }

    /** The JSON Schema of an event's data. */
    public static String schema(Class<? extends DomainEvent> event) {
        return text("schemas/" + EventTypes.name(event));
    }

    /** The JSON Schema of what is around the data, the same for every event. */
    public static String envelopeSchema() {
        return text("schemas/envelope");
    }

    /** The JSON Schema of {@link FeedEvent}. */
    public static String feedEventSchema() {
        return text("schemas/feed-event");
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        String resource = "/" + name + ".json";
        try (InputStream content = Samples.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
