@NullMarked
package violations.cycle;

import org.jspecify.annotations.NullMarked;
