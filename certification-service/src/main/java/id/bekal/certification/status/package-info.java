/** Publishes which certificates no longer stand, without telling who looks at which. */
@NullMarked
package id.bekal.certification.status;

import org.jspecify.annotations.NullMarked;
