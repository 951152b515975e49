@NullMarked
package violations.adapters.program.messaging;

import org.jspecify.annotations.NullMarked;
