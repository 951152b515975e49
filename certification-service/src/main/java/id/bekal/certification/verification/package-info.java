/**
 * Verification by anyone who holds a token, and of credentials that anyone brings; it has no rule
 * of its own beyond the certificate's.
 */
@NullMarked
package id.bekal.certification.verification;

import org.jspecify.annotations.NullMarked;
