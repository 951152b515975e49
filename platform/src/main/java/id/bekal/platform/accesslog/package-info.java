/** Who read whose personal data, when and for what: appended only, and chained. */
@NullMarked
package id.bekal.platform.accesslog;

import org.jspecify.annotations.NullMarked;
