/** Webhooks by self-service. */
@NullMarked
package id.bekal.events.webhook.web;

import org.jspecify.annotations.NullMarked;
