/** Who calls, and what the token allows. */
@NullMarked
package id.bekal.platform.security;

import org.jspecify.annotations.NullMarked;
