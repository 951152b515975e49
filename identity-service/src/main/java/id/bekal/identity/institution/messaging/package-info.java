/** What agreements-service publishes. */
@NullMarked
package id.bekal.identity.institution.messaging;

import org.jspecify.annotations.NullMarked;
