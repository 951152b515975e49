/** The documents by which a client or a resource server discovers this provider. */
@NullMarked
package id.bekal.identity.token.web;

import org.jspecify.annotations.NullMarked;
