/** The keys that sign tokens, and their rotation. */
@NullMarked
package id.bekal.identity.key;

import org.jspecify.annotations.NullMarked;
