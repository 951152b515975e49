@NullMarked
package id.bekal.gateway.limit;

import org.jspecify.annotations.NullMarked;
