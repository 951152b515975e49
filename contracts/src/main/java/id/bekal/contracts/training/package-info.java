/** Events of training-service: programs, seats and learners. */
@NullMarked
package id.bekal.contracts.training;

import org.jspecify.annotations.NullMarked;
