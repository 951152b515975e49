@NullMarked
package id.bekal.gateway.problem;

import org.jspecify.annotations.NullMarked;
