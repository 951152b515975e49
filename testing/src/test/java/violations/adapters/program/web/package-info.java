@NullMarked
package violations.adapters.program.web;

import org.jspecify.annotations.NullMarked;
