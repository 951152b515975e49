package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a learner takes from a program: hours in JP, attendance in per cent of the hours the learner
 * could attend, units, how it ended. {@code sealedHolder} is what a certificate prints ({@link
 * SealedHolder}), a JWE for the key that certification-service made for this learner alone: when
 * that key is gone nobody can read it. Null when nothing is to be printed.
 */
public record SeatResult(
        LearnerId learner,
        SeatOutcome outcome,
        int hours,
        double attendance,
        List<UnitResult> units,
        Entitlement entitlement,
        @Nullable String sealedHolder) {}
