package id.bekal.agreements.institution.web;

import id.bekal.agreements.institution.DatedClassification;
import id.bekal.agreements.institution.DatedName;
import id.bekal.agreements.institution.Institution;
import id.bekal.agreements.institution.Standing;
import id.bekal.agreements.institution.Succession;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionRole;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** An institution as it is today, with its history. */
record InstitutionView(
        InstitutionId id,
        String kind,
        Set<InstitutionRole> roles,
        String name,
        @Nullable String ministry,
        @Nullable String classification,
        String city,
        @Nullable String address,
        @Nullable InstitutionId regionalAuthority,
        boolean inForce,
        @Nullable Succession succession,
        List<DatedName> names,
        List<DatedClassification> classifications,
        List<Standing> standings) {

    static InstitutionView of(Institution institution, LocalDate today) {
        DatedName name = institution.name(today);
        return new InstitutionView(
                institution.id(),
                institution.kind(),
                institution.roles(),
                name.name(),
                name.ministry(),
                institution.classification(today),
                institution.city(),
                institution.address(),
                institution.regionalAuthority(),
                institution.inForce(today),
                institution.succession(),
                institution.names(),
                institution.classifications(),
                institution.standings());
    }
}
