/** The page of figures and events, for staff who sign in. */
@NullMarked
package id.bekal.gateway.live;

import org.jspecify.annotations.NullMarked;
