package id.bekal.quickstart.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param sent what the receiver was sent; empty when nothing was for this check alone
 * @param answered what came back; empty when nothing was asked
 * @param why what is wrong with that; null when nothing is
 */
record Finding(Check check, Outcome outcome, String sent, String answered, @Nullable Text why) {}
