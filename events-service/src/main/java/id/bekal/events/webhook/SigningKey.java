package id.bekal.events.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A key that signs a webhook's deliveries, as it is stored.
 *
 * @param encrypted the secret or private key, under the webhook's data key
 * @param publicKey {@code whpk_…}; null where both sides have the secret
 * @param until when it stops signing, since a newer one took its place; never while null
 */
public record SigningKey(
        SignatureKind kind,
        String encrypted,
        @Nullable String publicKey,
        Instant madeAt,
        @Nullable Instant until) {

    boolean signs(Instant now) {
        return until == null || now.isBefore(until);
    }

    SigningKey endingBy(Instant end) {
        return until == null || end.isBefore(until)
                ? new SigningKey(kind, encrypted, publicKey, madeAt, end)
                : this;
    }

    @Override
    public String toString() {
        return "SigningKey[" + kind + " of " + madeAt + "]";
    }
}
