/** The OpenAPI descriptions of all services on one page. */
@NullMarked
package id.bekal.gateway.docs;

import org.jspecify.annotations.NullMarked;
