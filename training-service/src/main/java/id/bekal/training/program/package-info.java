/** Programs: seats, sessions, attendance, assessment, completion. */
@NullMarked
package id.bekal.training.program;

import org.jspecify.annotations.NullMarked;
