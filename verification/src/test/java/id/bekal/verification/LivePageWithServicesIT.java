package id.bekal.verification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import id.bekal.quickstart.stories.InstitutionApi;
import id.bekal.testing.Chromium;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A training centre's officer accepts the invitation, signs in at the provider and looks at the
 * page, while a class is completed and events-service is restarted. Nothing is stubbed; without a
 * Chromium on the machine it is aborted.
 */
@Tag("browser")
class LivePageWithServicesIT {

    private static final String PROVIDER = "upt-blk-bojonegoro";
    private static final String KANWIL = "kanwil-ditjenpas-jawa-timur";
    private static final String PASSWORD = "kereta malam ungu berlian 7";

    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    @Test
    void showsAnOfficerWhatHappensAndGoesOnAfterARestart() {
        try (Chromium chromium = Chromium.started()) {
            FaultyWorld world = new FaultyWorld(PROVIDER);
            String first = world.readyProgram();
            String second = world.readyProgram();
            try (BrowserContext officer = chromium.visitor("en", 1280)) {
                Page page = officer.newPage();
                List<String> complaints = new ArrayList<>();
                page.onPageError(complaints::add);
                acceptInvitation(page, world);

                page.navigate(world.installation().gateway().toString());
                page.locator("#sign-in").click();
                page.locator("#email").fill(email());
                page.locator("#password").fill(PASSWORD);
                page.locator("button[type=submit]").click();
                // an officer may set up the app later
                page.locator("form[action='/login/later'] button").click();

                assertThat(page.locator("#who")).hasText(PROVIDER);
                assertThat(page.locator("#connection")).hasText("Live");
                world.complete(first);
                awaitTold(page, "Certificate issued", FaultyWorld.CLASS_SIZE);
                awaitTold(page, "Program completed", 1);
                assertThat(page.locator("#certified-tiles strong").first())
                        .hasText(Integer.toString(FaultyWorld.CLASS_SIZE), SOON);

                assertThat(world.installation().restart("events", Map.of(), null)).isTrue();
                world.complete(second);
                awaitTold(page, "Certificate issued", 2 * FaultyWorld.CLASS_SIZE);
                awaitTold(page, "Program completed", 2);
                assertThat(complaints).isEmpty();
            }
        }
    }

    private static String email() {
        return "petugas@" + PROVIDER + ".example";
    }

    private static void acceptInvitation(Page page, FaultyWorld world) {
        String invitation =
                new InstitutionApi(
                                world.installation().gateway(),
                                world.installation().credentials().of(KANWIL))
                        .post(
                                "/api/accounts",
                                Map.of(
                                        "institution",
                                        PROVIDER,
                                        "email",
                                        email(),
                                        "name",
                                        "Siti Aminah",
                                        "roles",
                                        List.of("OFFICER")))
                        .expect(201)
                        .json()
                        .path("invitation")
                        .asString();
        page.navigate(invitation);
        page.locator("#password").fill(PASSWORD);
        page.locator("#repeated").fill(PASSWORD);
        page.locator("button[type=submit]").click();
        assertThat(page.locator("a.button")).isVisible();
    }

    /** So many lines of the ticker say it, each once. */
    private static void awaitTold(Page page, String what, int times) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                page.locator("#events li").allInnerTexts().stream()
                                                        .filter(line -> line.contains(what))
                                                        .count())
                                        .isEqualTo(times));
    }
}
