package id.bekal.training.program;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.training.SessionHeld;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.training.TrainingRule;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One meeting of a class and who attended. Attendance comes late, in batches, over poor connections
 * and from several devices: entries merge learner by learner, the one written down last wins, and
 * sending the same ones again changes nothing.
 */
@Document("sessions")
public class TrainingSession extends Aggregate {

    /** What was taught. */
    public enum Part {
        THEORY,
        PRACTICE
    }

    /**
     * One learner's attendance.
     *
     * @param hours JP attended, only with HADIR; all of the session's unless said
     * @param recordedAt when it was written down, by the device's clock
     */
    public record Entry(
            LearnerId learner, AttendanceCode code, @Nullable Integer hours, Instant recordedAt) {}

    @Id private SessionId id;
    private ProgramId program;
    private InstitutionId provider;
    private InstitutionId custodian;
    private LocalDate on;
    private int hours;
    private Part part;
    private List<String> units = new ArrayList<>();
    private List<InstructorId> instructors = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private boolean closed;

    @SuppressWarnings("NullAway.Init")
    TrainingSession() {}

    TrainingSession(
            SessionId id,
            Program program,
            LocalDate on,
            int hours,
            Part part,
            List<String> units,
            List<InstructorId> instructors) {
        this.id = id;
        this.program = program.id();
        this.provider = program.provider();
        this.custodian = program.custodian();
        this.on = on;
        this.hours = hours;
        this.part = part;
        this.units.addAll(units);
        this.instructors.addAll(instructors);
    }

    /** Merges entries; refused once completion has begun to count. */
    Outcome<TrainingSession> merge(List<Entry> incoming, Program current, Instant at) {
        if (closed) {
            return Outcome.refused(TrainingRule.ATTENDANCE_CLOSED);
        }
        for (Entry entry : incoming) {
            boolean sat = current.enrolment(entry.learner()).filter(e -> e.satOn(on)).isPresent();
            if (!sat) {
                return Outcome.refused(
                        TrainingRule.HAS_NO_SEAT_THAT_DAY, "learner", entry.learner(), "on", on);
            }
        }
        boolean changed = false;
        for (Entry entry : incoming) {
            Optional<Entry> known = entry(entry.learner());
            if (known.isEmpty() || known.get().recordedAt().isBefore(entry.recordedAt())) {
                known.ifPresent(entries::remove);
                entries.add(entry);
                changed = true;
            }
        }
        if (changed) {
            int present =
                    (int) entries.stream().filter(e -> e.code() == AttendanceCode.HADIR).count();
            record(
                    new SessionHeld(program, id, on, hours, present, entries.size()),
                    at,
                    new HashSet<>(Set.of(provider, custodian)));
        }
        return Outcome.accepted(this);
    }

    /** No more attendance: completion counts what is here. False when it was closed before. */
    boolean close() {
        boolean wasOpen = !closed;
        closed = true;
        return wasOpen;
    }

    public Optional<Entry> entry(LearnerId learner) {
        return entries.stream().filter(entry -> entry.learner().equals(learner)).findFirst();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public SessionId id() {
        return id;
    }

    public ProgramId program() {
        return program;
    }

    public LocalDate on() {
        return on;
    }

    /** JP of 45 minutes. */
    public int hours() {
        return hours;
    }

    public Part part() {
        return part;
    }

    public List<String> units() {
        return List.copyOf(units);
    }

    public List<InstructorId> instructors() {
        return List.copyOf(instructors);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public boolean isClosed() {
        return closed;
    }
}
