/** Whose tokens ended before their time. */
@NullMarked
package id.bekal.identity.revocation;

import org.jspecify.annotations.NullMarked;
