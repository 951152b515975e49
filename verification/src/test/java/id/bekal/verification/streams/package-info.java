/** Benchmark 5: how many listeners a stream has room for, and how soon they hear. */
@NullMarked
package id.bekal.verification.streams;

import org.jspecify.annotations.NullMarked;
