/** The OpenAPI descriptions of all services on one page, and the events on another. */
@NullMarked
package id.bekal.gateway.docs;

import org.jspecify.annotations.NullMarked;
