/** The id under which a request is found in logs and traces. */
@NullMarked
package id.bekal.gateway.trace;

import org.jspecify.annotations.NullMarked;
