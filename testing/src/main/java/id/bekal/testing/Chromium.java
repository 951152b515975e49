package id.bekal.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Chromium of this machine. Where there is none the test is aborted, with a word; none is
 * downloaded. Who uses it declares the dependency on Playwright.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final double PATIENCE_MILLIS = 20_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Aborts the test if there is none. */
    public static Chromium started() {
        Path found =
                Stream.concat(
                                Stream.ofNullable(System.getenv("BEKAL_TEST_CHROMIUM")),
                                USUAL.stream())
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        Assumptions.assumeTrue(
                found != null,
                "no Chromium on this machine: apt-get install chromium, or name one by"
                        + " BEKAL_TEST_CHROMIUM");
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(found)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync"))));
    }

    /**
     * A browser of its own, without a cookie, in which nothing moves.
     *
     * @param language id or en
     * @param width in pixels
     */
    public BrowserContext visitor(String language, int width) {
        BrowserContext visitor =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setLocale(language.equals("id") ? "id-ID" : "en-GB")
                                .setTimezoneId("Asia/Jakarta")
                                .setViewportSize(width, 800)
                                .setReducedMotion(ReducedMotion.REDUCE));
        visitor.setDefaultTimeout(PATIENCE_MILLIS);
        return visitor;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
