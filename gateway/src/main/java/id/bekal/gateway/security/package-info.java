/** Who may pass: the token check and the security headers. */
@NullMarked
package id.bekal.gateway.security;

import org.jspecify.annotations.NullMarked;
