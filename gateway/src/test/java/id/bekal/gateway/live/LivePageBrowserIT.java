package id.bekal.gateway.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;

import id.bekal.gateway.GatewayFixture;
import id.bekal.testing.Chromium;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The page in a Chromium, through a real gateway, before {@link StubbedServices}: neither figures
 * nor provider are real here. Without a Chromium on the machine it is aborted; none is downloaded.
 */
@Tag("browser")
class LivePageBrowserIT {

    private static @Nullable Chromium chromium;

    private GatewayFixture gateway;
    private StubbedServices services;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.started();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void startTheGateway() {
        gateway = new GatewayFixture();
        services = new StubbedServices(gateway);
    }

    @AfterEach
    void stopTheGateway() {
        if (context != null) {
            context.close();
        }
        services.cuts();
        gateway.close();
    }

    private void open(String language, int width) {
        context = Objects.requireNonNull(chromium).visitor(language, width);
        page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
        page.navigate("http://127.0.0.1:" + gateway.port() + "/");
    }

    private void signIn() {
        page.locator("#sign-in").click();
        assertThat(page.locator("#certified-tiles strong")).hasText("52");
    }

    private Locator events() {
        return page.locator("#events li");
    }

    private void awaitStreams(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> services.streams.size() == count);
    }

    @Test
    void signsInByCodeAndKeepsNoToken() {
        open("id", 1280);
        signIn();
        Map<String, String> asked = services.signIns.getFirst();
        assertThat(asked)
                .containsEntry("client_id", "bekal-console")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid events.read")
                .containsEntry("redirect_uri", "http://127.0.0.1:" + gateway.port() + "/");
        assertThat(page.url()).as("without the code").doesNotContain("code");
        String stored =
                (String)
                        page.evaluate(
                                "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"
                                        + " + document.cookie");
        assertThat(stored).doesNotContain("eyJ");
        assertThat(page.locator("#who")).hasText("kanwil-jatim");
        assertThat(complaints).isEmpty();
    }

    @Test
    void letsNobodyInWithACodeThatItDidNotAskFor() {
        open("en", 1280);
        page.navigate("http://127.0.0.1:" + gateway.port() + "/?code=stolen&state=other");
        assertThat(page.locator("#notice")).hasText("Signing in did not work. Please try again.");
        assertThat(page.locator("#figures")).isHidden();
    }

    @Test
    void showsFiguresWithTheirTables() {
        open("id", 1280);
        signIn();
        assertThat(page.locator("#agreements-tiles li").first()).hasText("4Berlaku");
        assertThat(page.locator("#ending tbody tr")).hasCount(1);
        assertThat(page.locator("#ending tbody tr")).containsText("UPT BLK Madiun");
        assertThat(page.locator("#programs-tiles")).containsText("95%");
        assertThat(page.locator("#certified-rows tbody tr").first()).hasText("Welding36");
        assertThat(page.locator("#certified-rows svg text.value").first()).hasText("36");
        assertThat(page.locator("#certified-institutions tbody tr")).hasCount(2);
        page.locator("#by").selectOption("month");
        assertThat(page.locator("#certified-rows tbody tr").first()).hasText("Oktober 202636");
    }

    @Test
    void saysThatFewAreNotShown() {
        services.seesFew = true;
        open("en", 1280);
        page.locator("#sign-in").click();
        assertThat(page.locator("#certified-rows tbody tr").first()).hasText("Weldingnot shown");
        assertThat(page.locator("#certified-rows svg rect.few")).hasCount(2);
    }

    @Test
    void speaksTheOtherLanguageAndRemembersIt() {
        open("id", 1280);
        assertThat(page.locator("html")).hasAttribute("lang", "id");
        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        signIn();
        assertThat(page.locator("h1")).hasText("Figures and events");
    }

    @Test
    void tellsWhatHappensAndNeverToWhom() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        assertThat(services.streams.getFirst())
                .containsEntry("ticket", "ticket-1")
                .containsEntry("after", "20");
        services.says(
                41,
                "training.LearnerEnrolled",
                "{\"program\":\"p-1\",\"learner\":\"learner-7\",\"seatsTaken\":3}");
        services.says(
                42, "training.LearnerTransferred", "{\"learner\":\"learner-7\",\"from\":\"a\"}");
        services.says(
                43, "agreements.AgreementActivated", "{\"agreement\":{\"id\":\"pks-ngawi-2026\"}}");
        assertThat(events()).hasCount(3);
        assertThat(events().first()).containsText("Agreement in force");
        assertThat(events().first()).containsText("pks-ngawi-2026");
        assertThat(events().last()).containsText("A seat was taken");
        assertThat(events().last()).containsText("p-1");
        assertThat(page.content()).doesNotContain("learner-7");
        assertThat(page.locator("#connection")).hasText("Live");
    }

    @Test
    void goesOnAfterACutWithTheLastNumberAndANewTicket() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        services.says(41, "training.ProgramResumed", "{\"program\":\"p-1\"}");
        assertThat(events()).hasCount(1);
        services.cuts();
        awaitStreams(2);
        assertThat(services.streams.get(1))
                .containsEntry("ticket", "ticket-2")
                .containsEntry("after", "41");
        // once more, for one that is sent twice
        services.says(41, "training.ProgramResumed", "{\"program\":\"p-1\"}");
        services.says(42, "training.ProgramResumed", "{\"program\":\"p-2\"}");
        assertThat(events()).hasCount(2);
    }

    @Test
    void comesBackWhereTheServerSaidGoodbye() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        services.saysBye("RESTARTING", 45);
        awaitStreams(2);
        assertThat(services.streams.get(1)).containsEntry("after", "45");
    }

    @Test
    void asksForATokenSilentlyWhenThisOneIsOver() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        services.saysBye("TOKEN_EXPIRED", 45);
        await().atMost(Duration.ofSeconds(20)).until(() -> services.signIns.size() == 2);
        assertThat(services.signIns.getFirst()).doesNotContainKey("prompt");
        assertThat(services.signIns.get(1)).containsEntry("prompt", "none");
        awaitStreams(2);
        assertThat(services.streams.get(1)).as("with some of before").containsEntry("after", "25");
    }

    @Test
    void endsWithWhoIsRevoked() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        services.saysBye("REVOKED", 45);
        assertThat(page.locator("#welcome")).isVisible();
        assertThat(page.locator("#figures")).isHidden();
    }

    @Test
    void showsFiguresToWhoMayNotReadTheFeed() {
        services.mayReadTheFeed = false;
        open("en", 1280);
        signIn();
        assertThat(page.locator("#connection")).hasText("Your role sees figures, not events.");
        assertThat(services.streams).isEmpty();
    }

    @Test
    void pausesAndGoesOn() {
        open("en", 1280);
        signIn();
        awaitStreams(1);
        page.locator("#pause").click();
        services.says(41, "training.ProgramResumed", "{\"program\":\"p-1\"}");
        services.says(42, "training.ProgramResumed", "{\"program\":\"p-2\"}");
        await().until(
                        () ->
                                "42"
                                        .equals(
                                                page.evaluate(
                                                        "sessionStorage.getItem('bekal-last-number kanwil-jatim')")));
        assertThat(events()).hasCount(0);
        page.locator("#pause").click();
        assertThat(events()).hasCount(2);
    }

    @Test
    void isUsedByKeyboardAlone() {
        open("en", 1280);
        assertThat(page.locator("#sign-in")).isVisible();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#language")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator("#sign-in")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#certified-tiles strong")).hasText("52");
    }

    @Test
    void doesNotMoveForWhoWantsNone() {
        open("en", 1280);
        signIn();
        String moving =
                "getComputedStyle(document.querySelector('svg.bars rect')).transitionDuration";
        assertThat(page.evaluate(moving)).isEqualTo("0s");
        page.emulateMedia(
                new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertThat(page.evaluate(moving)).isEqualTo("0.4s");
    }

    /** WCAG 2.2 A and AA as far as axe can tell, before and after signing in. */
    @ParameterizedTest
    @CsvSource({"id, desktop, 1280", "en, desktop, 1280", "id, phone, 320", "en, phone, 320"})
    void leavesAxeNothingSeriousToSay(String language, String device, int width)
            throws IOException {
        open(language, width);
        assertThat(page.locator("#sign-in")).isVisible();
        assertThat(serious()).as("signed out").isEmpty();
        signIn();
        awaitStreams(1);
        services.says(41, "agreements.AgreementActivated", "{\"agreement\":{\"id\":\"pks-1\"}}");
        services.says(42, "training.ProgramResumed", "{\"program\":\"p-1\"}");
        assertThat(events()).hasCount(2);
        assertThat(serious()).as("signed in").isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing is cut off at the side")
                .isEqualTo(width);
        if (System.getProperty("live.pictures") != null) {
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(
                                    Path.of(
                                            "../docs/images/live-%s-%s.png"
                                                    .formatted(language, device))));
        }
        assertThat(complaints).isEmpty();
    }

    private List<?> serious() throws IOException {
        try (InputStream axe =
                Objects.requireNonNull(
                        getClass()
                                .getResourceAsStream(
                                        "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"))) {
            // by the debugger's door: the page's own policy lets no script in
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; null");
        }
        return (List<?>)
                page.evaluate(
                        """
                        async () => (await axe.run(document))
                            .violations
                            .filter(found => ['serious', 'critical'].includes(found.impact))
                            .map(found => found.id + ': ' + found.nodes.map(n => n.html).join(' | '))
                        """);
    }

    @Test
    void isFoundByItsHeadings() {
        open("en", 1280);
        signIn();
        for (String name : List.of("Agreements", "Programs", "People certified", "Just happened")) {
            assertThat(
                            page.getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName(name).setExact(true)))
                    .isVisible();
        }
    }
}
