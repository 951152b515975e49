/** From the services' topics into the figures. */
@NullMarked
package id.bekal.events.insight.messaging;

import org.jspecify.annotations.NullMarked;
