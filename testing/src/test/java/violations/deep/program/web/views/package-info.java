@NullMarked
package violations.deep.program.web.views;

import org.jspecify.annotations.NullMarked;
