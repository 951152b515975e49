/**
 * Who issues: the standing of training providers and certification bodies, and their number codes,
 * whose word their certificates wait for. Signing keys will live here too.
 */
@NullMarked
package id.bekal.certification.issuer;

import org.jspecify.annotations.NullMarked;
