/** What the benchmarks measure with. */
@NullMarked
package id.bekal.verification.measured;

import org.jspecify.annotations.NullMarked;
