/**
 * What the token check and the access log cost on the reading of a learner, see {@link
 * id.bekal.verification.access.AccessBenchmark}.
 */
@NullMarked
package id.bekal.verification.access;

import org.jspecify.annotations.NullMarked;
