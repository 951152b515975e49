/** Institutions as agreements-service tells of them: who may receive a learner. */
@NullMarked
package id.bekal.training.institution;

import org.jspecify.annotations.NullMarked;
