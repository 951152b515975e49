/** Who may do what: the one place where it stands, for all services and all institutions. */
@NullMarked
package id.bekal.contracts.access;

import org.jspecify.annotations.NullMarked;
