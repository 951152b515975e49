/** Institutions as agreements-service tells of them: who may have clients and accounts. */
@NullMarked
package id.bekal.identity.institution;

import org.jspecify.annotations.NullMarked;
