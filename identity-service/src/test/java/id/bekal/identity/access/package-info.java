@NullMarked
package id.bekal.identity.access;

import org.jspecify.annotations.NullMarked;
