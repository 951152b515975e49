package id.bekal.contracts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wire names of events and their topics. {@code ProgramCompleted} of the training family is {@code
 * id.bekal.training.ProgramCompleted.v1}: the name is the record's, the family's and a version,
 * never a class name, so a record may move between packages. A change that does not merely add
 * optional fields is a new record ending in {@code V2}.
 */
public final class EventTypes {

    private static final Map<Class<? extends DomainEvent>, String> NAMES = new HashMap<>();
    private static final Map<Class<? extends DomainEvent>, String> TOPICS = new HashMap<>();
    private static final Map<String, Class<? extends DomainEvent>> CLASSES = new HashMap<>();

    static {
        for (Class<? extends DomainEvent> family : DomainEvent.families()) {
            String topic = topicOfFamily(family);
            for (Class<? extends DomainEvent> event : leaves(family)) {
                String name = nameOf(event, topic);
                NAMES.put(event, name);
                TOPICS.put(event, topic);
                CLASSES.put(name, event);
            }
        }
    }

    private EventTypes() {}

    /** The name of an event's type on the wire. */
    public static String name(Class<? extends DomainEvent> event) {
        return known(NAMES.get(event), event);
    }

    /** The topic an event's type travels on. */
    public static String topic(Class<? extends DomainEvent> event) {
        return known(TOPICS.get(event), event);
    }

    /**
     * The record of a wire name; empty for a type that this version does not know and should pass
     * by.
     */
    public static Optional<Class<? extends DomainEvent>> type(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }

    /** Every event there is. */
    public static List<Class<? extends DomainEvent>> all() {
        return CLASSES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<Class<? extends DomainEvent>>map(Map.Entry::getValue)
                .toList();
    }

    /** Every topic there is. */
    public static List<String> topics() {
        return DomainEvent.families().stream().map(EventTypes::topicOfFamily).toList();
    }

    private static String topicOfFamily(Class<? extends DomainEvent> family) {
        Topic topic = family.getAnnotation(Topic.class);
        return known(topic, family).value();
    }

    private static String nameOf(Class<?> event, String topic) {
        String family = topic.substring("bekal.".length(), topic.lastIndexOf('.'));
        return "id.bekal.%s.%s.v1".formatted(family, event.getSimpleName());
    }

    @SuppressWarnings("unchecked")
    private static List<Class<? extends DomainEvent>> leaves(Class<?> family) {
        if (family.isRecord()) {
            return List.of((Class<? extends DomainEvent>) family);
        }
        List<Class<? extends DomainEvent>> found = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            found.addAll(leaves(permitted));
        }
        return found;
    }

    private static <T> T known(@org.jspecify.annotations.Nullable T value, Class<?> event) {
        if (value == null) {
            throw new IllegalArgumentException(event + " is no event of a topic");
        }
        return value;
    }
}
