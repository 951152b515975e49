/** Verification by anyone who holds a token; it has no rule of its own beyond the certificate's. */
@NullMarked
package id.bekal.certification.verification;

import org.jspecify.annotations.NullMarked;
