package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import java.time.LocalDate;

/**
 * An end before its time.
 *
 * @param on the first day on which it is no longer in force
 */
public record Termination(LocalDate on, String reason, InstitutionId by) {}
