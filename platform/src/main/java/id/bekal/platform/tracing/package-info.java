/** The W3C trace of a request, carried through outbox and topic to the consumer. */
@NullMarked
package id.bekal.platform.tracing;

import org.jspecify.annotations.NullMarked;
