/** What must be sealed, digested or hashed before it is stored, and how. */
@NullMarked
package id.bekal.identity.secret;

import org.jspecify.annotations.NullMarked;
