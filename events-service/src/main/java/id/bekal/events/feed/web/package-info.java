/** Feeds by pull. */
@NullMarked
package id.bekal.events.feed.web;

import org.jspecify.annotations.NullMarked;
