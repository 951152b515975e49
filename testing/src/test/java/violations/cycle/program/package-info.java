@NullMarked
package violations.cycle.program;

import org.jspecify.annotations.NullMarked;
