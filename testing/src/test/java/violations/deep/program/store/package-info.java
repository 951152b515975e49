@NullMarked
package violations.deep.program.store;

import org.jspecify.annotations.NullMarked;
