@NullMarked
package id.bekal.gateway;

import org.jspecify.annotations.NullMarked;
