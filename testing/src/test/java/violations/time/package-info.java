@NullMarked
package violations.time;

import org.jspecify.annotations.NullMarked;
