package id.bekal.contracts.agreements;

import id.bekal.contracts.InstitutionId;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * An institution as others need to know it. {@code kind} is LAPAS, RUTAN, BLK, LSP …: extensible;
 * {@code regionalAuthority} oversees it; {@code inForce} is false once it was dissolved or its
 * licence lapsed.
 */
public record InstitutionSnapshot(
        InstitutionId id,
        String kind,
        Set<InstitutionRole> roles,
        @Nullable String classification,
        String name,
        String city,
        @Nullable InstitutionId regionalAuthority,
        @Nullable InstitutionId successor,
        boolean inForce) {}
