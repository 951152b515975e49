/** What other services' events put into a learner's record. */
@NullMarked
package id.bekal.training.learner.messaging;

import org.jspecify.annotations.NullMarked;
