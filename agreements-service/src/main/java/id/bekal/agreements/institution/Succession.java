package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;

import java.time.LocalDate;

/** The institution that takes over, and the day from which it does. */
public record Succession(InstitutionId institution, LocalDate on) {}
