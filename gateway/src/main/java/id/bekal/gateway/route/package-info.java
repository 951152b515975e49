/** Which request goes to which service, and what is taken off it on the way. */
@NullMarked
package id.bekal.gateway.route;

import org.jspecify.annotations.NullMarked;
