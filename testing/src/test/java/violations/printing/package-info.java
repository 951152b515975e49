@NullMarked
package violations.printing;

import org.jspecify.annotations.NullMarked;
