package id.bekal.agreements.agreement;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementState;

import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which agreements are asked for; what is absent does not narrow.
 *
 * @param field also finds those for all fields
 * @param expiringBefore those that end before this day; in force, unless a state is given
 */
public record AgreementFilter(
        @Nullable AgreementState state,
        @Nullable String kind,
        @Nullable String field,
        @Nullable InstitutionId party,
        @Nullable LocalDate expiringBefore) {

    List<Criteria> criteria() {
        List<Criteria> criteria = new ArrayList<>();
        if (state != null) {
            criteria.add(Criteria.where("state").is(state.name()));
        } else if (expiringBefore != null) {
            criteria.add(
                    Criteria.where("state")
                            .in(AgreementState.ACTIVE.name(), AgreementState.SUSPENDED.name()));
        }
        if (kind != null) {
            criteria.add(Criteria.where("kind").is(kind));
        }
        if (field != null) {
            criteria.add(
                    new Criteria()
                            .orOperator(
                                    Criteria.where("terms.fields").is(field),
                                    Criteria.where("terms.fields").size(0)));
        }
        if (party != null) {
            criteria.add(Criteria.where("parties.institution").is(party.value()));
        }
        if (expiringBefore != null) {
            criteria.add(Criteria.where("terms.until").lt(expiringBefore));
        }
        return criteria;
    }
}
