@NullMarked
package violations.clean.program.messaging;

import org.jspecify.annotations.NullMarked;
