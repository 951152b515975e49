/** Signing keys of issuers: sealed at rest, one signs, those before it go on verifying. */
@NullMarked
package id.bekal.certification.signing;

import org.jspecify.annotations.NullMarked;
