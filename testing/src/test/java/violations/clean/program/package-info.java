@NullMarked
package violations.clean.program;

import org.jspecify.annotations.NullMarked;
