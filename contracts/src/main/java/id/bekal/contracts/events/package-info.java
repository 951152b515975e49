/** Events of events-service: what becomes of sending a feed, not what is in it. */
@NullMarked
package id.bekal.contracts.events;

import org.jspecify.annotations.NullMarked;
