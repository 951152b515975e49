@NullMarked
package id.bekal.identity.secret;

import org.jspecify.annotations.NullMarked;
