/** What agreements-service publishes, and whose tokens that ends. */
@NullMarked
package id.bekal.identity.revocation.messaging;

import org.jspecify.annotations.NullMarked;
