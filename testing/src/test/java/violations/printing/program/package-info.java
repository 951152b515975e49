@NullMarked
package violations.printing.program;

import org.jspecify.annotations.NullMarked;
