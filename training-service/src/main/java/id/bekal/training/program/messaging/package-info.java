/** How agreements' and learners' events change programs. */
@NullMarked
package id.bekal.training.program.messaging;

import org.jspecify.annotations.NullMarked;
