/**
 * Benchmark 2: the outbox in the aggregate's document against Spring Modulith's event publication
 * registry and against bare loops, see {@link OutboxBenchmark}.
 */
@NullMarked
package id.bekal.verification.outbox;

import org.jspecify.annotations.NullMarked;
