/** Owns agreements from draft to end: review, signatures, originals, addenda, renewal, expiry. */
@NullMarked
package id.bekal.agreements.agreement;

import org.jspecify.annotations.NullMarked;
