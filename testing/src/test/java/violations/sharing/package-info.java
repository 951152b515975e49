@NullMarked
package violations.sharing;

import org.jspecify.annotations.NullMarked;
