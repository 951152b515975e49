@NullMarked
package violations.unmarked;

import org.jspecify.annotations.NullMarked;
