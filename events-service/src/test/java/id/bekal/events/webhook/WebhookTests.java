package id.bekal.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.WebhookId;
import id.bekal.contracts.events.WebhookDisabled;
import id.bekal.platform.keys.DataKey;
import id.bekal.testing.EventContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

class WebhookTests {

    private static final Instant AT = Instant.parse("2026-11-30T01:00:00Z");
    private static final Instant SINCE = AT.minus(Duration.ofHours(75));

    private final Webhook webhook =
            new Webhook(
                    new WebhookId("webhook-1"),
                    new InstitutionId("blk-1"),
                    0,
                    new Webhook.Wish("https://x.example", null, Set.of(), DeliveryOrder.ORDERED),
                    SignatureKind.HMAC,
                    0,
                    new DataKey(""),
                    new SigningKey(SignatureKind.HMAC, "", null, SINCE, null),
                    SINCE);

    private boolean disable(Disabled.Because because) {
        return webhook.disable(new Disabled(because, AT, 9L), SINCE, 7);
    }

    @Nested
    class Disabling {

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ASKED")
        void tellsItsInstitutionAsPublished(Disabled.Because because) {
            assertThat(disable(because)).isTrue();
            assertThat(webhook.recorded())
                    .containsExactly(
                            new WebhookDisabled(
                                    webhook.id(), webhook.institution(), because.name(), SINCE, 7))
                    .allSatisfy(EventContract::assertConforms);
            assertThat(Objects.requireNonNull(webhook.disabled()).number()).isEqualTo(9);
        }

        @Test
        void tellsItOnce() {
            disable(Disabled.Because.GONE);
            assertThat(disable(Disabled.Because.NOTHING_ARRIVED)).isFalse();
            assertThat(webhook.recorded()).hasSize(1);
            assertThat(Objects.requireNonNull(webhook.disabled()).because())
                    .isEqualTo(Disabled.Because.GONE);
        }

        @Test
        void tellsTheNextOneAfterAnActivation() {
            disable(Disabled.Because.GONE);
            webhook.activate(null);
            assertThat(disable(Disabled.Because.GONE)).isTrue();
            assertThat(webhook.recorded()).hasSize(2);
        }

        @Test
        void tellsNothingToWhoAskedForIt() {
            webhook.deactivate(AT);
            webhook.activate(null);
            webhook.deactivate(AT);
            assertThat(Objects.requireNonNull(webhook.disabled()).because())
                    .isEqualTo(Disabled.Because.ASKED);
            assertThat(webhook.recorded()).isEmpty();
        }

        @Test
        void keepsWhyWhenItIsAskedForLater() {
            disable(Disabled.Because.GONE);
            webhook.deactivate(AT.plusSeconds(1));
            assertThat(Objects.requireNonNull(webhook.disabled()).because())
                    .isEqualTo(Disabled.Because.GONE);
        }

        @Test
        void tellsNothingWhenItIsDisabledAlready() {
            webhook.deactivate(AT);
            assertThat(disable(Disabled.Because.NOTHING_ARRIVED)).isFalse();
            assertThat(webhook.recorded()).isEmpty();
        }
    }
}
