/** An issuer's keys as the world verifies with them, and as the issuer manages them. */
@NullMarked
package id.bekal.certification.signing.web;

import org.jspecify.annotations.NullMarked;
