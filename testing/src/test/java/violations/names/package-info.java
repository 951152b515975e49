@NullMarked
package violations.names;

import org.jspecify.annotations.NullMarked;
