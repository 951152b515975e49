package id.bekal.events.webhook;

/** How a webhook's deliveries are signed, by Standard Webhooks. */
public enum SignatureKind {
    /** {@code v1}: HMAC-SHA256 with a secret that both sides know. */
    HMAC,
    /** {@code v1a}: Ed25519; the receiver needs the public key only. */
    ED25519
}
