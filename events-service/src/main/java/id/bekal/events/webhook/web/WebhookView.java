package id.bekal.events.webhook.web;

import id.bekal.contracts.WebhookId;
import id.bekal.events.webhook.DeliveryOrder;
import id.bekal.events.webhook.Disabled;
import id.bekal.events.webhook.KeepingWebhooks.Status;
import id.bekal.events.webhook.Missed;
import id.bekal.events.webhook.Progress;
import id.bekal.events.webhook.Replay;
import id.bekal.events.webhook.SignatureKind;
import id.bekal.events.webhook.Webhook;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** A webhook and how it stands; never a secret. */
record WebhookView(
        WebhookId id,
        String url,
        @Nullable String description,
        @Schema(description = "Empty: all") List<String> types,
        DeliveryOrder order,
        SignatureKind signature,
        State state,
        @Nullable DisabledView disabled,
        @Schema(description = "All up to this number has arrived, or was left out by its type")
                long cursor,
        @Schema(description = "The feed's last number") long head,
        @Schema(description = "How many failed and are tried again") int pending,
        @Schema(
                        description =
                                "Numbers that were tried for 75 hours and did not arrive, the first"
                                        + " hundred: a replay or an activation tries them again")
                List<Long> exhausted,
        @Nullable Instant lastSuccess,
        @Nullable FailureView lastFailure,
        @Schema(description = "The receiver asked for quiet until then")
                @Nullable Instant pausedUntil,
        @Nullable ReplayView replay,
        @Schema(description = "Numbers that the feed no longer had when they could be sent")
                @Nullable Missed missed,
        List<KeyView> keys,
        @Schema(description = "The secret, told once: a repeated answer lacks it")
                @Nullable String secret,
        Instant createdAt) {

    private static final int SHOWN = 100;

    enum State {
        ACTIVE,
        DISABLED
    }

    /**
     * @param number which delivery decided it
     */
    record DisabledView(Disabled.Because because, Instant at, @Nullable Long number) {}

    /**
     * @param was the status that was answered, or why nothing was
     */
    record FailureView(Instant at, @Nullable String was) {}

    /**
     * @param next which number comes next
     */
    record ReplayView(long next, long to) {}

    /**
     * @param publicKey {@code whpk_…}, for Ed25519
     * @param until when it stops signing; left out while nothing replaces it
     */
    record KeyView(Instant madeAt, @Nullable String publicKey, @Nullable Instant until) {}

    static WebhookView of(Webhook webhook, Status status) {
        Progress progress = status.progress();
        Disabled disabled = webhook.disabled();
        Instant failed = progress.lastFailure();
        Replay replay = progress.replay();
        return new WebhookView(
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.types().stream().sorted().toList(),
                webhook.order(),
                webhook.signature(),
                disabled == null ? State.ACTIVE : State.DISABLED,
                disabled == null
                        ? null
                        : new DisabledView(disabled.because(), disabled.at(), disabled.number()),
                status.cursor(),
                status.head(),
                status.pending().size(),
                status.exhausted().stream().limit(SHOWN).toList(),
                progress.lastSuccess(),
                failed == null ? null : new FailureView(failed, progress.lastFailureWas()),
                progress.pausedUntil(),
                replay == null ? null : new ReplayView(replay.read() + 1, replay.to()),
                progress.missed(),
                webhook.keys().stream()
                        .map(key -> new KeyView(key.madeAt(), key.publicKey(), key.until()))
                        .toList(),
                null,
                webhook.createdAt());
    }
}
