package id.bekal.platform.accesslog;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.access.Action;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One reading of named persons.
 *
 * @param by the client or account
 * @param action what for, as the table of rules names it
 * @param learners whose
 * @param reason the caller's own words, where the action asks for them
 */
public record Access(
        Instant at,
        String by,
        InstitutionId institution,
        Action action,
        List<LearnerId> learners,
        @Nullable String reason) {

    public Access {
        learners = List.copyOf(learners);
    }
}
