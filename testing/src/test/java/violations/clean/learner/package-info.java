@NullMarked
package violations.clean.learner;

import org.jspecify.annotations.NullMarked;
