package id.bekal.platform.sample;

import id.bekal.contracts.ProgramId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.Outcome;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.web.Answers;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

@RestController
@RequestMapping("/api/tallies")
class TallyController {

    record NewTally(@NotBlank String label, LocalDate day) {}

    private final Tallies tallies;
    private final Answers answers;
    private final Clock clock;

    TallyController(Tallies tallies, Answers answers, Clock clock) {
        this.tallies = tallies;
        this.answers = answers;
        this.clock = clock;
    }

    @PostMapping
    @Allowed(Action.PROGRAM_RUN)
    ResponseEntity<?> create(@Valid @RequestBody NewTally request) {
        Tally tally = new Tally(new ProgramId(NewIds.forRequest("tally")), clock.instant());
        return answers.created(
                Outcome.accepted(tallies.save(tally)), t -> "/api/tallies/" + t.id(), this::view);
    }

    @GetMapping("/{id}")
    @Allowed(Action.ATTENDANCE_READ)
    ResponseEntity<?> read(@PathVariable ProgramId id) {
        return answers.ok(tallies.find(id).orElseThrow(NotFoundException::new), this::view);
    }

    @PostMapping("/{id}/counts")
    @Allowed(Action.PROGRAM_RUN)
    ResponseEntity<?> count(@PathVariable ProgramId id) {
        return answers.ok(
                Changes.change(tallies, id, tally -> true, tally -> tally.countUp(clock.instant())),
                this::view);
    }

    private Map<String, Object> view(Tally tally) {
        return Map.of("id", tally.id(), "count", tally.count());
    }
}
