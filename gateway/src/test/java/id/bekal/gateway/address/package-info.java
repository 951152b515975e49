@NullMarked
package id.bekal.gateway.address;

import org.jspecify.annotations.NullMarked;
