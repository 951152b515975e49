/** The list of revocations that services and the gateway poll. */
@NullMarked
package id.bekal.identity.revocation.web;

import org.jspecify.annotations.NullMarked;
