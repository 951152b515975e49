/** An issuer lists, reads and revokes its certificates. */
@NullMarked
package id.bekal.certification.certificate.web;

import org.jspecify.annotations.NullMarked;
