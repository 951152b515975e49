/** Who may be given which role and scope, and by whom. */
@NullMarked
package id.bekal.identity.access;

import org.jspecify.annotations.NullMarked;
