@NullMarked
package violations.adapters.program;

import org.jspecify.annotations.NullMarked;
