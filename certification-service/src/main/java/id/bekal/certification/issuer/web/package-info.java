/** An issuer looks at its standing and sets what it decides for itself. */
@NullMarked
package id.bekal.certification.issuer.web;

import org.jspecify.annotations.NullMarked;
