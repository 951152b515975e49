@NullMarked
package id.bekal.identity.revocation;

import org.jspecify.annotations.NullMarked;
