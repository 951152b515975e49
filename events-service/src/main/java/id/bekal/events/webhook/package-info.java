/** Webhooks: an institution's feed, sent to where it wants it, until each number has arrived. */
@NullMarked
package id.bekal.events.webhook;

import org.jspecify.annotations.NullMarked;
