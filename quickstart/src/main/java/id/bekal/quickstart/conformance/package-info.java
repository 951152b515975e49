/**
 * Checks a partner's receiver of webhooks from outside. Written from the Standard Webhooks
 * specification and docs/integration.md, not from what events-service does, so that it is a second
 * opinion.
 */
@NullMarked
package id.bekal.quickstart.conformance;

import org.jspecify.annotations.NullMarked;
