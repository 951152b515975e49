/** The only public door: routes, token check, limits and documentation. */
@NullMarked
package id.bekal.gateway;

import org.jspecify.annotations.NullMarked;
