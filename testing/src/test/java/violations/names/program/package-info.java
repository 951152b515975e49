@NullMarked
package violations.names.program;

import org.jspecify.annotations.NullMarked;
