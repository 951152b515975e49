/** Anyone checks a certificate by its token, or a credential, without learning of custody. */
@NullMarked
package id.bekal.certification.verification.web;

import org.jspecify.annotations.NullMarked;
