@NullMarked
package id.bekal.gateway.docs;

import org.jspecify.annotations.NullMarked;
