package id.bekal.platform.messaging;

import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.web.NotFoundException;
import id.bekal.platform.web.Problems;

import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** For operators: the records this service could not handle. */
@RestController
@RequestMapping("/operations/dead-letters")
@Allowed(Action.DEAD_LETTERS)
@Tag(name = "operations")
public class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

    private final DeadLetters deadLetters;
    private final Problems problems;

    public DeadLetterController(DeadLetters deadLetters, Problems problems) {
        this.deadLetters = deadLetters;
        this.problems = problems;
    }

    @GetMapping
    public List<DeadLetters.DeadLetter> list(
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "100") int limit) {
        return deadLetters.list(from, Math.clamp(limit, 1, 1000));
    }

    /** The record as it was received. */
    @GetMapping(value = "/{offset}/value", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    public byte[] value(@PathVariable long offset) {
        return deadLetters.value(offset).orElseThrow(NotFoundException::new);
    }

    /** Handles it again; 409 with the failure when that fails again. */
    @PostMapping("/{offset}/replay")
    public ResponseEntity<?> replay(@PathVariable long offset, HttpServletRequest request) {
        try {
            if (!deadLetters.replay(offset)) {
                throw new NotFoundException();
            }
        } catch (NotFoundException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("dead letter {} failed again", offset, e);
            ProblemDetail problem =
                    problems.problem(
                            Problems.locale(request), HttpStatus.CONFLICT, "REPLAY_FAILED");
            problem.setProperty("because", ConsumerErrors.rootOf(e).getClass().getSimpleName());
            return problems.respond(problem);
        }
        return ResponseEntity.ok(Map.of("offset", offset, "handled", true));
    }
}
