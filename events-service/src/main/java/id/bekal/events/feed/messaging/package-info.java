/** From the services' topics into the feeds. */
@NullMarked
package id.bekal.events.feed.messaging;

import org.jspecify.annotations.NullMarked;
