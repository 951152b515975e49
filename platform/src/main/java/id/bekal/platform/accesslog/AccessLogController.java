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

/**
 * Answers who read a learner's personal data, for the notice that a breach or a person asks for.
 */
@RestController
@RequestMapping("/operations/access-log")
@Tag(name = "operations")
@Allowed(Action.ACCESS_LOG_READ)
public class AccessLogController {

    private final AccessLog accessLog;

    public AccessLogController(AccessLog accessLog) {
        this.accessLog = accessLog;
    }

    @GetMapping
    @Operation(summary = "Who read learner L between two moments; the chain is checked")
    AccessLog.Answer read(
            @RequestParam LearnerId learner,
            @RequestParam Instant from,
            @RequestParam Instant until) {
        if (until.isBefore(from)) {
            throw new InvalidInputException("until", "OUT_OF_RANGE");
        }
        return accessLog.of(learner, from, until);
    }

    @GetMapping("/verification")
    @Operation(summary = "Check the whole chain")
    AccessLog.Verification verify() {
        return accessLog.verify();
    }
}
