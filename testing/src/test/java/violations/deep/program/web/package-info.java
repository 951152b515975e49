@NullMarked
package violations.deep.program.web;

import org.jspecify.annotations.NullMarked;
