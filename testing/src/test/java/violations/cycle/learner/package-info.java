@NullMarked
package violations.cycle.learner;

import org.jspecify.annotations.NullMarked;
