package id.bekal.training.program.web;

import id.bekal.contracts.InstructorId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.SessionId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.security.Caller;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;
import id.bekal.training.program.AttendanceCode;
import id.bekal.training.program.Programs;
import id.bekal.training.program.RunningPrograms;
import id.bekal.training.program.TrainingSession;
import id.bekal.training.program.TrainingSessions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Meetings of a class and who attended. */
@RestController
@RequestMapping("/api/programs/{id}/sessions")
@Tag(name = "sessions")
class SessionController {

    /** How far a device's clock may be ahead of ours. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    record SessionRequest(
            @NotNull LocalDate on,
            @NotNull @Min(1) @Max(16) Integer hours,
            @NotNull TrainingSession.Part part,
            @NotEmpty @Size(max = 60) List<@NotBlank String> units,
            @NotEmpty @Size(max = 10) List<@NotNull InstructorId> instructors) {}

    record AttendanceRequest(@NotEmpty @Size(max = 500) List<@Valid EntryRequest> entries) {}

    record EntryRequest(
            @NotNull LearnerId learner,
            @NotNull AttendanceCode code,
            @Nullable @Min(0) @Max(16) Integer hours,
            @NotNull Instant recordedAt) {}

    record SessionView(
            SessionId id,
            LocalDate on,
            int hours,
            TrainingSession.Part part,
            List<String> units,
            List<InstructorId> instructors,
            List<TrainingSession.Entry> attendance,
            boolean closed) {

        static SessionView of(TrainingSession session) {
            return new SessionView(
                    session.id(),
                    session.on(),
                    session.hours(),
                    session.part(),
                    session.units(),
                    session.instructors(),
                    session.entries(),
                    session.isClosed());
        }
    }

    private final RunningPrograms running;
    private final Programs programs;
    private final TrainingSessions sessions;
    private final Answers answers;
    private final Clock clock;

    SessionController(
            RunningPrograms running,
            Programs programs,
            TrainingSessions sessions,
            Answers answers,
            Clock clock) {
        this.running = running;
        this.programs = programs;
        this.sessions = sessions;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Allowed(Action.CLASS_TEACH)
    @Operation(summary = "Enter a meeting: its hours, units and instructors")
    ResponseEntity<?> hold(
            @PathVariable ProgramId id, @Valid @RequestBody SessionRequest request, Caller caller) {
        return answers.created(
                running.hold(
                        new RunningPrograms.HoldSession(
                                new SessionId(NewIds.forRequest("session")),
                                id,
                                request.on(),
                                request.hours(),
                                request.part(),
                                request.units(),
                                request.instructors()),
                        caller.institution()),
                session -> "/api/programs/" + id + "/sessions/" + session.id(),
                SessionView::of);
    }

    @GetMapping
    @Allowed(Action.ATTENDANCE_READ)
    List<SessionView> list(@PathVariable ProgramId id, Caller caller) {
        if (programs.find(id).filter(program -> program.isSeenBy(caller.institution())).isEmpty()) {
            throw new NotFoundException();
        }
        return sessions.of(id).stream().map(SessionView::of).toList();
    }

    @PutMapping("/{session}/attendance")
    @Allowed(Action.CLASS_TEACH)
    @Operation(
            summary =
                    "Merge attendance; the entry written down last wins, the same one again changes nothing")
    ResponseEntity<?> attend(
            @PathVariable ProgramId id,
            @PathVariable SessionId session,
            @Valid @RequestBody AttendanceRequest request,
            Caller caller) {
        Instant latest = clock.instant().plus(CLOCK_TOLERANCE);
        if (request.entries().stream().anyMatch(entry -> entry.recordedAt().isAfter(latest))) {
            throw new InvalidInputException("entries.recordedAt", "IN_THE_FUTURE");
        }
        return answers.ok(
                running.attend(
                        id,
                        session,
                        caller.institution(),
                        request.entries().stream()
                                .map(
                                        entry ->
                                                new TrainingSession.Entry(
                                                        entry.learner(),
                                                        entry.code(),
                                                        entry.hours(),
                                                        entry.recordedAt()))
                                .toList()),
                SessionView::of);
    }
}
