/** Hears from the service's own events which certificates became void. */
@NullMarked
package id.bekal.certification.status.messaging;

import org.jspecify.annotations.NullMarked;
