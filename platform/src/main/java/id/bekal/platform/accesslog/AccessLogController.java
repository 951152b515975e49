package id.bekal.platform.accesslog;

import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;
import id.bekal.platform.security.Allowed;
import id.bekal.platform.web.InvalidInputException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/**
 * Answers who read a learner's personal data, for the notice that a breach or a person asks for.
 */
@RestController
@RequestMapping("/operations/access-log")
@Tag(name = "operations")
@Allowed(Action.ACCESS_LOG_READ)
public class AccessLogController {

    /** The accesses, and whether the chain they come from is whole. */
    public record Answer(List<Access> accesses, AccessLog.Verification chain) {}

    private final AccessLog accessLog;

    public AccessLogController(AccessLog accessLog) {
        this.accessLog = accessLog;
    }

    @GetMapping
    @Operation(summary = "Who read learner L between two moments; the chain is checked")
    Answer read(
            @RequestParam LearnerId learner,
            @RequestParam Instant from,
            @RequestParam Instant until) {
        if (until.isBefore(from)) {
            throw new InvalidInputException("until", "OUT_OF_RANGE");
        }
        return new Answer(accessLog.of(learner, from, until), accessLog.verify());
    }

    @GetMapping("/verification")
    @Operation(summary = "Check the whole chain")
    AccessLog.Verification verify() {
        return accessLog.verify();
    }
}
