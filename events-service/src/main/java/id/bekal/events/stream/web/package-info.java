/** Feeds by server-sent events. */
@NullMarked
package id.bekal.events.stream.web;

import org.jspecify.annotations.NullMarked;
