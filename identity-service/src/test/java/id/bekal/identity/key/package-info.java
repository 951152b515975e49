@NullMarked
package id.bekal.identity.key;

import org.jspecify.annotations.NullMarked;
