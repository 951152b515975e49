/** An issuer sets the template of its papers and downloads a certificate's paper. */
@NullMarked
package id.bekal.certification.paper.web;

import org.jspecify.annotations.NullMarked;
