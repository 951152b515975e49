package id.bekal.contracts;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What the AsyncAPI document says in words, in English and in Indonesian. */
final class AsyncApiTexts {

    static final Path FILE = Path.of("src/test/resources/asyncapi/texts.properties");

    private final Properties texts;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    AsyncApiTexts(Properties texts) {
        this.texts = texts;
    }

    static AsyncApiTexts committed() {
        Properties texts = new Properties();
        try (Reader file = Files.newBufferedReader(FILE)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AsyncApiTexts(texts);
    }

    /** Sets {@code summary} and {@code x-summary-id}. */
    ObjectNode summary(ObjectNode node, String key) {
        return node.put("summary", english(key)).put("x-summary-id", indonesian(key));
    }

    /** Sets {@code description} and {@code x-description-id}, for what has no summary. */
    ObjectNode description(ObjectNode node, String key) {
        return node.put("description", english(key)).put("x-description-id", indonesian(key));
    }

    String english(String key) {
        return text(key + ".en");
    }

    private String indonesian(String key) {
        return text(key + ".id");
    }

    /** Those that nobody has asked for yet: what they were about is gone. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(texts.stringPropertyNames());
        unused.removeAll(used);
        return unused;
    }

    /** Those that were asked for and are not there. */
    Set<String> missing() {
        return missing;
    }

    private String text(String key) {
        String text = texts.getProperty(key, "");
        (text.isBlank() ? missing : used).add(key);
        return text;
    }
}
