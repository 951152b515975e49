package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.events.insight.Counted.Program;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many people have a certificate that counts: a training certificate or a competence
 * certificate that is not revoked. A person who has several is one; statements of attainment
 * certify no training.
 */
@Component
public class CountingPeople {

    /** What people are counted by. */
    public enum By {
        /** Of what the certificates are; people with none that says it are {@link #UNSTATED}. */
        FIELD,
        /** Of who issued them: a certificate tells nothing of where its holder was held. */
        CITY,
        /** In which they were issued, {@code 2026-11}. */
        MONTH
    }

    /** Key of what no certificate says. */
    public static final String UNSTATED = "UNSTATED";

    private static final List<String> COUNTING =
            List.of(CertificateKind.TRAINING.name(), CertificateKind.COMPETENCE.name());

    /**
     * @param people distinct ones; may be fewer than those of all rows together, since one who was
     *     certified in two fields is in both
     * @param rows those with somebody in them; none when each would be withheld
     * @param institutions for an authority each that it oversees; else empty
     */
    public record Figures(
            By by,
            @Nullable YearMonth from,
            @Nullable YearMonth until,
            People people,
            List<Row> rows,
            List<OfInstitution> institutions) {}

    public record Row(String key, People people) {}

    /** People with a certificate that it issued, or from a program that it took part in. */
    public record OfInstitution(String institution, String name, String city, People people) {}

    private record Certified(
            String person,
            String issuer,
            @Nullable String program,
            @Nullable String field,
            String month) {

        static Certified of(Document stored) {
            return new Certified(
                    stored.getString("person"),
                    stored.getString("issuer"),
                    stored.getString("program"),
                    stored.getString("field"),
                    stored.getString("on").substring(0, "2026-11".length()));
        }
    }

    private final Records records;
    private final Counted counted;
    private final SmallCounts small;

    CountingPeople(Records records, Counted counted, InsightSettings settings) {
        this.records = records;
        this.counted = counted;
        this.small = new SmallCounts(settings.leastPeople());
    }

    /**
     * Of certificates that the institution, or one that it oversees, issued, or that came from
     * their programs.
     *
     * @param from the first month; absent: from the beginning
     * @param until the last month; absent: until now
     */
    public Figures of(
            InstitutionId asked,
            boolean authority,
            By by,
            @Nullable YearMonth from,
            @Nullable YearMonth until) {
        Counted.Group group = counted.group(asked, authority);
        Map<String, Program> programs =
                counted.programs(group).stream()
                        .collect(Collectors.toMap(Program::id, Function.identity()));
        List<Certified> certified = certified(group.ids(), programs.keySet(), from, until);
        return new Figures(
                by,
                from,
                until,
                small.of(people(certified)),
                rows(certified, by),
                institutions(group, programs, certified));
    }

    private List<Certified> certified(
            List<String> issuers,
            Set<String> programs,
            @Nullable YearMonth from,
            @Nullable YearMonth until) {
        List<Bson> counting =
                new ArrayList<>(
                        List.of(
                                in("kind", COUNTING),
                                ne("void", true),
                                // the one it replaces is counted
                                exists("replaces", false),
                                or(in("issuer", issuers), in("program", programs))));
        if (from != null) {
            counting.add(gte("on", from.atDay(1).toString()));
        }
        if (until != null) {
            counting.add(lte("on", until.atEndOfMonth().toString()));
        }
        return records.find(Records.CERTIFICATES, and(counting)).stream()
                .map(Certified::of)
                .toList();
    }

    private static long people(List<Certified> certified) {
        return certified.stream().map(Certified::person).distinct().count();
    }

    private List<Row> rows(List<Certified> certified, By by) {
        Map<String, Set<String>> people = new TreeMap<>();
        Function<Certified, String> key =
                switch (by) {
                    case FIELD -> one -> one.field() == null ? UNSTATED : one.field();
                    case CITY -> cities(certified);
                    case MONTH -> Certified::month;
                };
        certified.forEach(
                one ->
                        people.computeIfAbsent(key.apply(one), row -> new HashSet<>())
                                .add(one.person()));
        onlyWithoutAnother(people);
        Map<String, Long> counts = new LinkedHashMap<>();
        people.forEach((row, persons) -> counts.put(row, (long) persons.size()));
        Map<String, People> rows = small.rows(counts);
        if (rows.values().stream().allMatch(People::suppressed)) {
            // that there is one would tell of somebody
            return List.of();
        }
        return rows.entrySet().stream().map(row -> new Row(row.getKey(), row.getValue())).toList();
    }

    /** One of whom some certificate says it is not among those of whom none does. */
    private static void onlyWithoutAnother(Map<String, Set<String>> people) {
        Set<String> unstated = people.remove(UNSTATED);
        if (unstated != null) {
            people.values().forEach(unstated::removeAll);
            if (!unstated.isEmpty()) {
                people.put(UNSTATED, unstated);
            }
        }
    }

    private Function<Certified, String> cities(List<Certified> certified) {
        Set<String> issuers = certified.stream().map(Certified::issuer).collect(Collectors.toSet());
        Map<String, String> cities = new HashMap<>();
        counted.known(issuers).forEach((id, institution) -> cities.put(id, institution.city()));
        return one -> cities.getOrDefault(one.issuer(), UNSTATED);
    }

    private List<OfInstitution> institutions(
            Counted.Group group, Map<String, Program> programs, List<Certified> certified) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Counted.Institution institution : group.overseen()) {
            counts.put(
                    institution.id(),
                    people(
                            certified.stream()
                                    .filter(one -> isOf(institution.id(), one, programs))
                                    .toList()));
        }
        Map<String, People> people = small.rows(counts);
        return group.overseen().stream()
                .map(
                        one ->
                                new OfInstitution(
                                        one.id(),
                                        one.name(),
                                        one.city(),
                                        people.getOrDefault(one.id(), People.WITHHELD)))
                .toList();
    }

    private static boolean isOf(
            String institution, Certified certified, Map<String, Program> programs) {
        Program program = certified.program() == null ? null : programs.get(certified.program());
        return certified.issuer().equals(institution)
                || program != null && program.isOf(institution);
    }
}
