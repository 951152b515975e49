@NullMarked
package violations.time.program;

import org.jspecify.annotations.NullMarked;
