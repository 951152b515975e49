@NullMarked
package id.bekal.gateway.route;

import org.jspecify.annotations.NullMarked;
