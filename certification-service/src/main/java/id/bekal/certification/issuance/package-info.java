/**
 * From a completed program to its certificates: may the issuer issue, which numbers, and every seat
 * exactly once.
 */
@NullMarked
package id.bekal.certification.issuance;

import org.jspecify.annotations.NullMarked;
