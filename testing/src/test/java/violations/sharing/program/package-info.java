@NullMarked
package violations.sharing.program;

import org.jspecify.annotations.NullMarked;
