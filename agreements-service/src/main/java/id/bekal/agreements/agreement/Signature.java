package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A party's signature as recorded.
 *
 * @param on the day on the paper
 * @param client the API client that recorded it
 */
public record Signature(InstitutionId party, LocalDate on, Instant recordedAt, String client) {}
