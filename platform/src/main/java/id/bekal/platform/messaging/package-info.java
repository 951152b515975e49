/** Consuming events: dispatch by type, retries, dead letters. */
@NullMarked
package id.bekal.platform.messaging;

import org.jspecify.annotations.NullMarked;
