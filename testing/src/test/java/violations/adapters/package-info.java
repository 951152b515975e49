@NullMarked
package violations.adapters;

import org.jspecify.annotations.NullMarked;
