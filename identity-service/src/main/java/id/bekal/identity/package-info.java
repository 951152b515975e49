/** The built-in OpenID provider: API clients and the tokens they are given. */
@NullMarked
package id.bekal.identity;

import org.jspecify.annotations.NullMarked;
