/** Anyone checks a certificate by its token, without learning anything of custody. */
@NullMarked
package id.bekal.certification.verification.web;

import org.jspecify.annotations.NullMarked;
