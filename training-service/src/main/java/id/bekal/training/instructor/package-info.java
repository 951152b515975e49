/** Who teaches, and until when their certificates let them. */
@NullMarked
package id.bekal.training.instructor;

import org.jspecify.annotations.NullMarked;
