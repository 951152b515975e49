/** The log of each institution, and what it may read in it. */
@NullMarked
package id.bekal.events.feed;

import org.jspecify.annotations.NullMarked;
