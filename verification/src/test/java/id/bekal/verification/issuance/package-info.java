/**
 * What issuing and verifying certificates cost, and whether it grows with their number, see {@link
 * id.bekal.verification.issuance.IssuanceBenchmark} and {@link
 * id.bekal.verification.issuance.GrowthBenchmark}.
 */
@NullMarked
package id.bekal.verification.issuance;

import org.jspecify.annotations.NullMarked;
