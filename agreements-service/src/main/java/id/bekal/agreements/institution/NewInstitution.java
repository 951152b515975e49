package id.bekal.agreements.institution;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Asks for an institution to be registered.
 *
 * @param roles empty for those of its kind
 */
public record NewInstitution(
        InstitutionId id,
        String kind,
        Set<InstitutionRole> roles,
        @Nullable DatedClassification classification,
        DatedName name,
        String city,
        @Nullable String address) {}
