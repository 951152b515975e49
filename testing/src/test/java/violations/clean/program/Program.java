package violations.clean.program;

import id.bekal.contracts.ProgramId;

import violations.clean.learner.Learner;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

public record Program(ProgramId id, List<Learner> learners, Instant at, LocalDate on) {

    static Program planned(ProgramId id, Clock clock) {
        return new Program(id, List.of(), clock.instant(), LocalDate.now(clock));
    }
}
