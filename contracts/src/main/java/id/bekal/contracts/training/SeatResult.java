package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;

import java.util.List;

/**
 * What a learner takes from a program: hours in JP, attendance in per cent of the hours the learner
 * could attend, units, how it ended.
 */
public record SeatResult(
        LearnerId learner,
        SeatOutcome outcome,
        int hours,
        double attendance,
        List<UnitResult> units,
        Entitlement entitlement) {}
