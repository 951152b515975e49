package id.bekal.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.EventTypes;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.gateway.GatewayFixture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page as it is served; what it does is {@link LivePageBrowserIT}'s. */
class LivePageIT {

    private static final Pattern NAMED = Pattern.compile("(?:src|href|from)[= ]\"(/live/[^\"]+)\"");

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayFixture();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String text(String path) throws Exception {
        var answer = gateway.send(gateway.request(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?code=x&state=y", "/?error=login_required&state=y"})
    void isAtTheRootWithWhateverTheProviderSays(String path) throws Exception {
        var answer = gateway.send(gateway.request(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self';");
        assertThat(answer.body()).contains("<html lang=\"id\">");
    }

    @Test
    void needsNothingButThisServer() throws Exception {
        String page = text("/");
        assertThat(page).doesNotContain("http:", "https:", "style=", "onclick");
        assertThat(page).as("the policy forbids inline scripts").doesNotContain("<script>");
        var parts = new TreeSet<>(named(page));
        assertThat(parts).hasSize(3);
        for (String part : List.of("/live/page.js", "/live/ticker.js", "/live/session.js")) {
            parts.addAll(named(text(part)));
        }
        assertThat(parts).hasSize(7);
        for (String part : parts) {
            assertThat(text(part)).as(part).isNotBlank();
        }
    }

    private static List<String> named(String text) {
        return NAMED.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    @Test
    void keepsNoTokenWhereAnotherPageCouldFindIt() throws Exception {
        for (String part : List.of("/live/page.js", "/live/session.js", "/live/ticker.js")) {
            assertThat(text(part).lines().filter(line -> line.contains("Storage.setItem")))
                    .as(part)
                    .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("token"));
        }
    }

    /** In both languages: a type or state that is added needs its words. */
    @Test
    void hasWordsForEveryEventAndState() throws Exception {
        String texts = text("/live/texts.js");
        EventTypes.all().stream()
                .map(Class::getSimpleName)
                .filter(type -> !type.equals("HolderKeyIssued")) // no feed has it
                .forEach(type -> assertThat(texts.split(type + ": \"", -1)).as(type).hasSize(3));
        Arrays.stream(AgreementState.values())
                .forEach(
                        state ->
                                assertThat(texts.split(state + ": \"", -1))
                                        .as(state.name())
                                        .hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live",
                "/live/",
                "/live/other.js",
                "/live/../application.yml",
                "/index.html"
            })
    void hasNothingElse(String path) throws Exception {
        assertThat(gateway.send(gateway.request(path)).statusCode()).isIn(400, 404);
    }
}
