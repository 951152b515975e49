@NullMarked
package violations.deep;

import org.jspecify.annotations.NullMarked;
