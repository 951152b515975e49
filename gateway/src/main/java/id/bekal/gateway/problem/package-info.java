/** What the gateway itself has to say: RFC 9457 problems in Indonesian or English. */
@NullMarked
package id.bekal.gateway.problem;

import org.jspecify.annotations.NullMarked;
