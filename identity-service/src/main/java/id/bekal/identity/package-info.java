/** The built-in OpenID provider: API clients, staff accounts and the tokens they are given. */
@NullMarked
package id.bekal.identity;

import org.jspecify.annotations.NullMarked;
