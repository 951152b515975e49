/** How many requests may come from whom. */
@NullMarked
package id.bekal.gateway.limit;

import org.jspecify.annotations.NullMarked;
