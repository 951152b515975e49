/** The certificate and what may become of it. Its signature, PDF and page will be built here. */
@NullMarked
package id.bekal.certification.certificate;

import org.jspecify.annotations.NullMarked;
