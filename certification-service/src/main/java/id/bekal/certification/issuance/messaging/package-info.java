/** Completed programs and changes of institutions, as other services tell them. */
@NullMarked
package id.bekal.certification.issuance.messaging;

import org.jspecify.annotations.NullMarked;
