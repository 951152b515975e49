/**
 * Training delivery: curricula, instructors, learners, programs, from the first plan to the decided
 * completion.
 */
@NullMarked
package id.bekal.training;

import org.jspecify.annotations.NullMarked;
