@NullMarked
package id.bekal.platform.tls;

import org.jspecify.annotations.NullMarked;
