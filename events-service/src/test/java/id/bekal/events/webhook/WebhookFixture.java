package id.bekal.events.webhook;

import id.bekal.events.TestNames;

import java.time.Duration;
import java.util.List;

/** What webhooks' parts are made of in tests without a service. */
final class WebhookFixture {

    private WebhookFixture() {}

    static WebhookSettings settings(boolean allowHttp, String... allowPrivate) {
        return new WebhookSettings(
                allowHttp,
                List.of(allowPrivate),
                20,
                16,
                1000,
                1000,
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                Duration.ofHours(24));
    }

    static ReceiverNames names(TestNames names, WebhookSettings settings) {
        return new ReceiverNames(names, new ReceiverAddresses(settings), settings);
    }
}
