/** An issuer looks at its standing and sets its number code. */
@NullMarked
package id.bekal.certification.issuer.web;

import org.jspecify.annotations.NullMarked;
