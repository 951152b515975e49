/** Events of certification-service: certificates and competence. */
@NullMarked
package id.bekal.contracts.certification;

import org.jspecify.annotations.NullMarked;
