@NullMarked
package violations.deep.program;

import org.jspecify.annotations.NullMarked;
