/** The OpenID provider's endpoints, as Spring Authorization Server serves them. */
@NullMarked
package id.bekal.identity.token.web;

import org.jspecify.annotations.NullMarked;
