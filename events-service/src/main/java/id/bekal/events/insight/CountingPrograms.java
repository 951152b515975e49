package id.bekal.events.insight;

import static com.mongodb.client.model.Filters.in;

import id.bekal.contracts.InstitutionId;
import id.bekal.events.insight.Counted.Program;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How programs stand, how many of their seats are taken, and how many come to the sessions. */
@Component
public class CountingPrograms {

    /**
     * @param states only those in which there is a program
     * @param institutions for an authority each that it oversees; else empty
     */
    public record Figures(
            List<OfState> states,
            int programs,
            People seats,
            long capacity,
            Attendance attendance,
            List<OfInstitution> institutions) {}

    /**
     * Programs in one state.
     *
     * @param seats taken when they began; of those that have not begun, now
     */
    public record OfState(ProgramState state, int programs, People seats, long capacity) {}

    /**
     * Of all sessions held. Whoever comes to ten of them counts ten times.
     *
     * @param present withheld with {@code expected} when either is small
     */
    public record Attendance(int sessions, People present, People expected) {}

    /** Programs that the institution gives, or whose class comes from it. */
    public record OfInstitution(
            String institution,
            String name,
            String city,
            int programs,
            int running,
            People seats,
            long capacity,
            Attendance attendance) {}

    private record Session(String program, long present, long expected) {}

    private final Records records;
    private final Counted counted;
    private final SmallCounts small;

    CountingPrograms(Records records, Counted counted, InsightSettings settings) {
        this.records = records;
        this.counted = counted;
        this.small = new SmallCounts(settings.leastPeople());
    }

    /** Of the programs that the institution, or one that it oversees, takes part in. */
    public Figures of(InstitutionId asked, boolean authority) {
        Counted.Group group = counted.group(asked, authority);
        List<Program> programs = counted.programs(group);
        List<Session> sessions = sessions(programs);
        return new Figures(
                states(programs),
                programs.size(),
                small.of(seats(programs)),
                capacity(programs),
                attendance(sessions),
                institutions(group, programs, sessions));
    }

    private List<Session> sessions(List<Program> programs) {
        return records
                .find(Records.SESSIONS, in("program", programs.stream().map(Program::id).toList()))
                .stream()
                .map(
                        one ->
                                new Session(
                                        one.getString("program"),
                                        one.getLong("present"),
                                        one.getLong("expected")))
                .toList();
    }

    private List<OfState> states(List<Program> programs) {
        Map<ProgramState, List<Program>> states = new EnumMap<>(ProgramState.class);
        programs.forEach(
                program ->
                        states.computeIfAbsent(program.state(), state -> new ArrayList<>())
                                .add(program));
        Map<ProgramState, People> seats = small.rows(each(states, CountingPrograms::seats));
        return states.entrySet().stream()
                .map(
                        state ->
                                new OfState(
                                        state.getKey(),
                                        state.getValue().size(),
                                        seats.getOrDefault(state.getKey(), People.WITHHELD),
                                        capacity(state.getValue())))
                .toList();
    }

    private Attendance attendance(List<Session> sessions) {
        return attendance(
                sessions.size(),
                small.of(sum(sessions, Session::present)),
                small.of(sum(sessions, Session::expected)));
    }

    private static Attendance attendance(int sessions, People present, People expected) {
        boolean withheld = present.suppressed() || expected.suppressed();
        return new Attendance(
                sessions,
                withheld ? People.WITHHELD : present,
                withheld ? People.WITHHELD : expected);
    }

    private List<OfInstitution> institutions(
            Counted.Group group, List<Program> programs, List<Session> sessions) {
        Map<String, List<Program>> programsOf = new LinkedHashMap<>();
        Map<String, List<Session>> sessionsOf = new HashMap<>();
        for (Counted.Institution institution : group.overseen()) {
            List<Program> own =
                    programs.stream().filter(program -> program.isOf(institution.id())).toList();
            var ids = own.stream().map(Program::id).collect(Collectors.toSet());
            programsOf.put(institution.id(), own);
            sessionsOf.put(
                    institution.id(),
                    sessions.stream().filter(session -> ids.contains(session.program())).toList());
        }
        Map<String, People> seats = small.rows(each(programsOf, CountingPrograms::seats));
        Map<String, People> present =
                small.rows(each(sessionsOf, own -> sum(own, Session::present)));
        Map<String, People> expected =
                small.rows(each(sessionsOf, own -> sum(own, Session::expected)));
        return group.overseen().stream()
                .map(
                        one -> {
                            List<Program> own = programsOf.getOrDefault(one.id(), List.of());
                            return new OfInstitution(
                                    one.id(),
                                    one.name(),
                                    one.city(),
                                    own.size(),
                                    (int)
                                            own.stream()
                                                    .filter(p -> p.state() == ProgramState.RUNNING)
                                                    .count(),
                                    seats.getOrDefault(one.id(), People.WITHHELD),
                                    capacity(own),
                                    attendance(
                                            sessionsOf.getOrDefault(one.id(), List.of()).size(),
                                            present.getOrDefault(one.id(), People.WITHHELD),
                                            expected.getOrDefault(one.id(), People.WITHHELD)));
                        })
                .toList();
    }

    private static <K, V> Map<K, Long> each(Map<K, V> of, ToLongFunction<V> count) {
        Map<K, Long> counts = new LinkedHashMap<>();
        of.forEach((key, value) -> counts.put(key, count.applyAsLong(value)));
        return counts;
    }

    private static long seats(List<Program> programs) {
        return sum(programs, Program::seats);
    }

    private static long capacity(List<Program> programs) {
        return sum(programs, Program::capacity);
    }

    private static <T> long sum(List<T> of, ToLongFunction<T> what) {
        return of.stream().mapToLong(what).sum();
    }
}
