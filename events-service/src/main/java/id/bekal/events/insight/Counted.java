package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import id.bekal.contracts.InstitutionId;

import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whose figures are whose: an institution's are its own, an authority's all that it oversees. */
@Component
class Counted {

    /** An institution as its latest event tells. */
    record Institution(String id, String name, String city) {}

    /**
     * Who is counted together.
     *
     * @param asked the institution that asks
     * @param overseen those that it oversees, by name; none unless it is an authority
     */
    record Group(String asked, List<Institution> overseen) {

        /** All ids that are part of it. */
        List<String> ids() {
            return Stream.concat(Stream.of(asked), overseen.stream().map(Institution::id))
                    .distinct()
                    .toList();
        }
    }

    private final Records records;

    Counted(Records records) {
        this.records = records;
    }

    Group group(InstitutionId asked, boolean authority) {
        List<Institution> overseen =
                authority ? institutions(eq("regionalAuthority", asked.value())) : List.of();
        return new Group(asked.value(), overseen);
    }

    /** Those of these ids that are known, by id. */
    Map<String, Institution> known(Collection<String> ids) {
        Map<String, Institution> known = new HashMap<>();
        institutions(in("_id", ids)).forEach(found -> known.put(found.id(), found));
        return known;
    }

    private List<Institution> institutions(Bson matching) {
        List<Institution> found = new ArrayList<>();
        records.find(Records.INSTITUTIONS, matching)
                .forEach(
                        one ->
                                found.add(
                                        new Institution(
                                                one.getString("_id"),
                                                one.getString("name"),
                                                one.getString("city"))));
        found.sort(Comparator.comparing(Institution::name).thenComparing(Institution::id));
        return found;
    }

    /** A program that one of the group gives, or whose class comes from there. */
    record Program(
            String id,
            String provider,
            String custodian,
            ProgramState state,
            long seats,
            long capacity) {

        boolean isOf(String institution) {
            return provider.equals(institution) || custodian.equals(institution);
        }
    }

    List<Program> programs(Group group) {
        List<String> ids = group.ids();
        var found =
                records
                        .find(Records.PROGRAMS, or(in("provider", ids), in("custodian", ids)))
                        .stream()
                        // until the event is here that says it was planned
                        .filter(one -> one.getString("state") != null)
                        .toList();
        Map<String, List<Seat>> seats = new HashMap<>();
        records.find(
                        Records.SEATS,
                        in("program", found.stream().map(one -> one.getString("_id")).toList()))
                .forEach(
                        seat ->
                                seats.computeIfAbsent(
                                                seat.getString("program"), id -> new ArrayList<>())
                                        .add(
                                                new Seat(
                                                        number(seat.getLong("enrolled")),
                                                        number(seat.getLong("withdrawn")))));
        return found.stream()
                .map(
                        one ->
                                new Program(
                                        one.getString("_id"),
                                        one.getString("provider"),
                                        one.getString("custodian"),
                                        ProgramState.valueOf(one.getString("state")),
                                        one.getLong("seatsAtStart") != null
                                                ? one.getLong("seatsAtStart")
                                                : taken(
                                                        number(one.getLong("seats")),
                                                        number(one.getLong("seatsSequence")),
                                                        seats.getOrDefault(
                                                                one.getString("_id"), List.of())),
                                        number(one.getLong("capacity"))))
                .toList();
    }

    /** Sequence numbers of a learner's last enrolment and withdrawal in a program; 0: none. */
    record Seat(long enrolled, long withdrawn) {}

    /** Seats as the last enrolment said, less those that were given up after it. */
    static long taken(long seats, long asOf, List<Seat> known) {
        long given =
                known.stream()
                        .filter(seat -> seat.enrolled() > 0)
                        .filter(seat -> seat.withdrawn() > Math.max(asOf, seat.enrolled()))
                        .count();
        return Math.max(0, seats - given);
    }

    private static long number(@org.jspecify.annotations.Nullable Long value) {
        return value == null ? 0 : value;
    }
}
