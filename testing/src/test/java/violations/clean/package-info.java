@NullMarked
package violations.clean;

import org.jspecify.annotations.NullMarked;
