/**
 * What callers of the HTTP API meet in every service: problems, idempotency keys, entity tags,
 * pages.
 */
@NullMarked
package id.bekal.platform.web;

import org.jspecify.annotations.NullMarked;
