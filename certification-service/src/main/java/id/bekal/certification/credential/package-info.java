/** Certificates as credentials that anyone verifies without asking us. */
@NullMarked
package id.bekal.certification.credential;

import org.jspecify.annotations.NullMarked;
