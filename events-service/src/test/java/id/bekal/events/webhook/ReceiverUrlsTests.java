package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.bekal.events.TestNames;
import id.bekal.platform.web.InvalidInputException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverUrlsTests {

    private final TestNames names = new TestNames();
    private final WebhookSettings settings = WebhookFixture.settings(false);
    private final ReceiverUrls urls =
            new ReceiverUrls(WebhookFixture.names(names, settings), settings);

    @BeforeEach
    void names() {
        names.lead("public.test", "93.184.216.34", "2606:2800:220:1::1");
        names.lead("inside.test", "10.1.2.3");
        names.lead("mixed.test", "93.184.216.34", "127.0.0.1");
    }

    private String refusal(String url) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> urls.check(url));
        assertThat(refused).as(url).isNotNull();
        assertThat(refused.field()).isEqualTo("url");
        return refused.code();
    }

    @Test
    void allowsPublicReceivers() {
        assertThat(urls.check("https://public.test/hooks?a=1").getHost()).isEqualTo("public.test");
        assertThat(urls.check("HTTPS://Public.Test:8443/")).isNotNull();
        assertThat(urls.check("https://93.184.216.34/")).isNotNull();
        assertThat(urls.check("https://[2606:2800:220:1::1]/")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://public.test/, URL_NOT_HTTPS",
        "ftp://public.test/, URL_NOT_HTTPS",
        "file:///etc/passwd, URL_NOT_HTTPS",
        "https:public.test, URL_MALFORMED",
        "public.test/hooks, URL_MALFORMED",
        "//public.test/hooks, URL_MALFORMED",
        "https:///hooks, URL_MALFORMED",
        "https://, URL_MALFORMED",
        "https://user@public.test/, URL_MALFORMED",
        "https://user:secret@public.test/, URL_MALFORMED",
        "https://@public.test/, URL_MALFORMED",
        "https://public.test/#part, URL_MALFORMED",
        "https://public.test/#, URL_MALFORMED",
        "https://public.test:0/, URL_MALFORMED",
        "https://public.test:65536/, URL_MALFORMED",
        "https://pub lic.test/, URL_MALFORMED",
        "https://public.test\\@inside.test/, URL_MALFORMED",
        "https://nowhere.test/, URL_HOST_UNKNOWN",
        "https://inside.test/, URL_NOT_PUBLIC",
        "https://INSIDE.test/, URL_NOT_PUBLIC",
        "https://mixed.test/, URL_NOT_PUBLIC",
        "https://localhost/, URL_NOT_PUBLIC",
        "https://127.0.0.1/, URL_NOT_PUBLIC",
        "https://169.254.169.254/latest/meta-data/, URL_NOT_PUBLIC",
        "https://0.0.0.0/, URL_NOT_PUBLIC",
        "https://[::1]/, URL_NOT_PUBLIC",
        "https://[::]/, URL_NOT_PUBLIC",
        "https://[::ffff:127.0.0.1]/, URL_NOT_PUBLIC",
        "https://[64:ff9b::7f00:1]/, URL_NOT_PUBLIC",
        "https://[fe80::1]/, URL_NOT_PUBLIC"
    })
    void refuses(String url, String code) {
        assertThat(refusal(url)).isEqualTo(code);
    }

    /** One reads 0177 as 127, another as 177. */
    @ParameterizedTest
    @CsvSource({
        "https://2130706433/",
        "https://134744072/",
        "https://8.8.8.08/",
        "https://8.8.8.8./",
        "https://8.8.2056/",
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://127.0.1/"
    })
    void refusesOtherWaysToWriteAnAddress(String url) {
        assertThat(refusal(url)).isEqualTo("URL_MALFORMED");
    }

    @Test
    void refusesWhatIsTooLong() {
        String url = "https://public.test/";
        assertThat(urls.check(url + "a".repeat(ReceiverUrls.LONGEST - url.length()))).isNotNull();
        assertThat(refusal(url + "a".repeat(ReceiverUrls.LONGEST - url.length() + 1)))
                .isEqualTo("URL_MALFORMED");
    }

    @Test
    void allowsHttpWhereItIsAllowed() {
        WebhookSettings http = WebhookFixture.settings(true);
        ReceiverUrls lenient = new ReceiverUrls(WebhookFixture.names(names, http), http);
        assertThat(lenient.check("http://public.test/")).isNotNull();
        assertThat(
                        catchThrowableOfType(
                                        InvalidInputException.class,
                                        () -> lenient.check("ftp://public.test/"))
                                .code())
                .isEqualTo("URL_NOT_HTTPS");
    }
}
