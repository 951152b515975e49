/** An aggregate and the events it decided, committed by one write and then published. */
@NullMarked
package id.bekal.platform.outbox;

import org.jspecify.annotations.NullMarked;
