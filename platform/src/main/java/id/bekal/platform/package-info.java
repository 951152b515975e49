/**
 * What every service needs and no business rule: outbox, idempotent consumption, refusals,
 * security, tracing.
 */
@NullMarked
package id.bekal.platform;

import org.jspecify.annotations.NullMarked;
