package id.bekal.contracts.training;

import id.bekal.contracts.LearnerId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/** What a certificate prints of its holder; never on the bus unsealed. */
public record SealedHolder(
        LearnerId learner,
        String name,
        @Nullable String birthPlace,
        @Nullable LocalDate birthDate) {}
