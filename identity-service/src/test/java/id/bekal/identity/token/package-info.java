@NullMarked
package id.bekal.identity.token;

import org.jspecify.annotations.NullMarked;
