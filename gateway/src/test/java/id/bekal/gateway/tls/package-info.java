@NullMarked
package id.bekal.gateway.tls;

import org.jspecify.annotations.NullMarked;
