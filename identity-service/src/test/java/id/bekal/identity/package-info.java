@NullMarked
package id.bekal.identity;

import org.jspecify.annotations.NullMarked;
