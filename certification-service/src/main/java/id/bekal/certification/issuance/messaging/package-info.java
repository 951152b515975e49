/** Enrolments, completed programs, erasures and changes of institutions, as others tell them. */
@NullMarked
package id.bekal.certification.issuance.messaging;

import org.jspecify.annotations.NullMarked;
