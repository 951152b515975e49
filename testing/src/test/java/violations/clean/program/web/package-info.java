@NullMarked
package violations.clean.program.web;

import org.jspecify.annotations.NullMarked;
