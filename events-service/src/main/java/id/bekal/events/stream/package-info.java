/** Who listens: tickets and limits. */
@NullMarked
package id.bekal.events.stream;

import org.jspecify.annotations.NullMarked;
