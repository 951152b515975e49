/**
 * Feeds: what each institution may know of what happened, numbered without a gap, by pull and
 * stream.
 */
@NullMarked
package id.bekal.events;

import org.jspecify.annotations.NullMarked;
