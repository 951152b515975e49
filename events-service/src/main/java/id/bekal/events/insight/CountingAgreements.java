package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.in;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AgreementState;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** How agreements stand, and which end soon. */
@Component
public class CountingAgreements {

    /**
     * @param on the day of which this is
     * @param endingWithin days before the end from which one is listed
     * @param institutions for an authority each that it oversees; else empty
     */
    public record Figures(
            LocalDate on,
            List<OfState> states,
            int endingWithin,
            List<Ending> ending,
            List<OfInstitution> institutions) {}

    /** So many agreements are in this state. */
    public record OfState(AgreementState state, int agreements) {}

    /** A party; its name is its id until the institution is known here. */
    public record Party(String institution, String name) {}

    /** One that is in force or suspended and ends soon; 0 days: today is its last. */
    public record Ending(
            String agreement,
            String kind,
            AgreementState state,
            List<Party> parties,
            List<String> fields,
            LocalDate until,
            long daysLeft) {}

    /**
     * @param inForce agreements that are active
     * @param lastUntil the latest end of those; null when there is none
     * @param daysLeft until that; negative once it is past and not yet told to have expired
     */
    public record OfInstitution(
            String institution,
            String name,
            String city,
            int inForce,
            @Nullable LocalDate lastUntil,
            @Nullable Long daysLeft) {}

    private record Agreement(
            String id,
            String kind,
            AgreementState state,
            List<String> parties,
            List<String> fields,
            LocalDate until) {

        static Agreement of(Document stored) {
            return new Agreement(
                    stored.getString("_id"),
                    stored.getString("kind"),
                    AgreementState.valueOf(stored.getString("state")),
                    stored.getList("parties", String.class),
                    stored.getList("fields", String.class),
                    LocalDate.parse(stored.getString("until")));
        }

        long daysLeft(LocalDate today) {
            return ChronoUnit.DAYS.between(today, until);
        }

        boolean endsSoon(LocalDate today, int within) {
            long left = daysLeft(today);
            return (state == AgreementState.ACTIVE || state == AgreementState.SUSPENDED)
                    && left >= 0
                    && left <= within;
        }
    }

    private final Records records;
    private final Counted counted;
    private final InsightSettings settings;
    private final Clock clock;

    CountingAgreements(Records records, Counted counted, InsightSettings settings, Clock clock) {
        this.records = records;
        this.counted = counted;
        this.settings = settings;
        this.clock = clock;
    }

    /** Of the agreements to which the institution, or one that it oversees, is a party. */
    public Figures of(InstitutionId asked, boolean authority) {
        LocalDate today = LocalDate.now(clock);
        Counted.Group group = counted.group(asked, authority);
        List<Agreement> agreements =
                records.find(Records.AGREEMENTS, in("parties", group.ids())).stream()
                        .map(Agreement::of)
                        .toList();
        return new Figures(
                today,
                states(agreements),
                settings.endingWithin(),
                ending(agreements, today),
                group.overseen().stream().map(one -> of(one, agreements, today)).toList());
    }

    private static List<OfState> states(List<Agreement> agreements) {
        Map<AgreementState, Integer> states = new EnumMap<>(AgreementState.class);
        agreements.forEach(agreement -> states.merge(agreement.state(), 1, Integer::sum));
        return states.entrySet().stream()
                .map(state -> new OfState(state.getKey(), state.getValue()))
                .toList();
    }

    private List<Ending> ending(List<Agreement> agreements, LocalDate today) {
        List<Agreement> soon =
                agreements.stream()
                        .filter(agreement -> agreement.endsSoon(today, settings.endingWithin()))
                        .sorted(Comparator.comparing(Agreement::until).thenComparing(Agreement::id))
                        .toList();
        var parties = new TreeSet<String>();
        soon.forEach(agreement -> parties.addAll(agreement.parties()));
        Map<String, Counted.Institution> known = counted.known(parties);
        return soon.stream()
                .map(
                        agreement ->
                                new Ending(
                                        agreement.id(),
                                        agreement.kind(),
                                        agreement.state(),
                                        agreement.parties().stream()
                                                .map(party -> party(party, known))
                                                .toList(),
                                        agreement.fields(),
                                        agreement.until(),
                                        agreement.daysLeft(today)))
                .toList();
    }

    private static Party party(String id, Map<String, Counted.Institution> known) {
        Counted.Institution institution = known.get(id);
        return new Party(id, institution == null ? id : institution.name());
    }

    private static OfInstitution of(
            Counted.Institution institution, List<Agreement> agreements, LocalDate today) {
        List<LocalDate> ends =
                agreements.stream()
                        .filter(agreement -> agreement.state() == AgreementState.ACTIVE)
                        .filter(agreement -> agreement.parties().contains(institution.id()))
                        .map(Agreement::until)
                        .toList();
        LocalDate last = ends.stream().max(Comparator.naturalOrder()).orElse(null);
        return new OfInstitution(
                institution.id(),
                institution.name(),
                Objects.requireNonNullElse(institution.city(), ""),
                ends.size(),
                last,
                last == null ? null : ChronoUnit.DAYS.between(today, last));
    }
}
