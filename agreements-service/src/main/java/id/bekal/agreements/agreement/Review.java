package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The latest word of a reviewing party. */
public record Review(
        InstitutionId party, ReviewDecision decision, @Nullable String note, Instant at) {}
