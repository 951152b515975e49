/** Staff hand out a link; whoever holds it looks at the certificates, or ends it. */
@NullMarked
package id.bekal.certification.link.web;

import org.jspecify.annotations.NullMarked;
