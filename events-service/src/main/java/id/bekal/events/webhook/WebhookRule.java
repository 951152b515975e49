package id.bekal.events.webhook;

import id.bekal.platform.Rule;

/** What may object to a change of webhooks. */
enum WebhookRule implements Rule {
    /** An institution has a bounded number of them. */
    TOO_MANY_WEBHOOKS,
    /** Each delivery carries a signature for every key that still signs. */
    TOO_MANY_SECRETS,
    /** A webhook is sent one part of its feed again at a time. */
    REPLAY_IS_RUNNING,
    /** The feed does not have these numbers, no longer or not yet. */
    NOT_IN_THE_FEED
}
