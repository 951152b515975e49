package id.bekal.platform.web;

import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import java.net.URI;
import java.util.function.Function;

/**
 * How an {@link Outcome} is answered: accepted with the view and its entity tag, refused with 409
 * and the rule.
 */
public final class Answers {

    private final Problems problems;
    private final HttpServletRequest request;

    /**
     * @param request the running request (a scoped proxy)
     */
    public Answers(Problems problems, HttpServletRequest request) {
        this.problems = problems;
        this.request = request;
    }

    /** 200 with the view. */
    public <A extends Aggregate> ResponseEntity<?> ok(Outcome<A> outcome, Function<A, ?> view) {
        return switch (outcome) {
            case Outcome.Accepted<A>(A aggregate) -> ok(aggregate, view);
            case Outcome.Refused<A> refused -> refused(refused);
        };
    }

    public <A extends Aggregate> ResponseEntity<?> ok(A aggregate, Function<A, ?> view) {
        return ResponseEntity.ok().eTag(tag(aggregate)).body(view.apply(aggregate));
    }

    /** 201 with the view and where it is. */
    public <A extends Aggregate> ResponseEntity<?> created(
            Outcome<A> outcome, Function<A, String> location, Function<A, ?> view) {
        return switch (outcome) {
            case Outcome.Accepted<A>(A aggregate) ->
                    ResponseEntity.created(URI.create(location.apply(aggregate)))
                            .eTag(tag(aggregate))
                            .body(view.apply(aggregate));
            case Outcome.Refused<A> refused -> refused(refused);
        };
    }

    public ResponseEntity<?> refused(Outcome.Refused<?> refused) {
        return problems.refusal(Problems.locale(request), refused, HttpStatus.CONFLICT);
    }

    private static String tag(Aggregate aggregate) {
        return "\"" + aggregate.version() + "\"";
    }
}
