package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * A pause of an agreement.
 *
 * @param resumed the day it was in force again; absent while it lasts
 */
public record Suspension(
        LocalDate since, String reason, InstitutionId by, @Nullable LocalDate resumed) {}
