@NullMarked
package id.bekal.gateway.live;

import org.jspecify.annotations.NullMarked;
