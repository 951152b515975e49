/** Events of agreements-service: institutions and their agreements. */
@NullMarked
package id.bekal.contracts.agreements;

import org.jspecify.annotations.NullMarked;
