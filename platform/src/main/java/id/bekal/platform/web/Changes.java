package id.bekal.platform.web;

import id.bekal.contracts.Id;
import id.bekal.platform.Outcome;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.platform.outbox.Aggregates;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one way to change an aggregate: load, check it may be seen, decide, save if accepted. Someone
 * else's is not found. When another change came between, it decides once more on what is there now,
 * unless the caller said with {@code If-Match} which version it means: then that is a 412.
 */
public final class Changes {

    private static final int TRIES = 5;

    private Changes() {}

    /**
     * @param visible whether the caller may know of it
     * @param command decides; on {@code Refused} nothing is saved
     * @throws NotFoundException when there is none, or the caller may not know of it
     * @throws PreconditionFailedException when {@code If-Match} names another version
     */
    public static <A extends Aggregate, I extends Id, T> Outcome<T> change(
            Aggregates<A, I> aggregates,
            I id,
            Predicate<A> visible,
            Function<A, Outcome<T>> command) {
        return attempt(aggregates, id, visible, ifMatch(), command);
    }

    /**
     * A change that follows from another one, of the same request or of an event: there is no
     * caller to hide from, and {@code If-Match} is not about this aggregate.
     */
    public static <A extends Aggregate, I extends Id, T> Outcome<T> follow(
            Aggregates<A, I> aggregates, I id, Function<A, Outcome<T>> command) {
        return attempt(aggregates, id, any -> true, null, command);
    }

    private static <A extends Aggregate, I extends Id, T> Outcome<T> attempt(
            Aggregates<A, I> aggregates,
            I id,
            Predicate<A> visible,
            @Nullable Long expected,
            Function<A, Outcome<T>> command) {
        for (int attempt = 1; ; attempt++) {
            A aggregate = aggregates.find(id).filter(visible).orElseThrow(NotFoundException::new);
            if (expected != null && expected != aggregate.version()) {
                throw new PreconditionFailedException();
            }
            Outcome<T> outcome = command.apply(aggregate);
            if (outcome instanceof Outcome.Refused<T>) {
                return outcome;
            }
            try {
                aggregates.save(aggregate);
                return outcome;
            } catch (OptimisticLockingFailureException changedMeanwhile) {
                if (attempt == TRIES) {
                    throw changedMeanwhile;
                }
            }
        }
    }

    /**
     * Notes a fact in an aggregate: nothing can be refused. Saved only when {@code fact} says that
     * it changed something.
     *
     * @return the aggregate as it is now
     * @throws NotFoundException when there is none
     */
    public static <A extends Aggregate, I extends Id> A note(
            Aggregates<A, I> aggregates, I id, Predicate<A> fact) {
        for (int attempt = 1; ; attempt++) {
            A aggregate = aggregates.find(id).orElseThrow(NotFoundException::new);
            if (!fact.test(aggregate)) {
                return aggregate;
            }
            try {
                return aggregates.save(aggregate);
            } catch (OptimisticLockingFailureException changedMeanwhile) {
                if (attempt == TRIES) {
                    throw changedMeanwhile;
                }
            }
        }
    }

    private static @Nullable Long ifMatch() {
        if (!(RequestContextHolder.getRequestAttributes()
                instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        String header = attributes.getRequest().getHeader("If-Match");
        if (header == null || header.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(header.replace("W/", "").replace("\"", "").trim());
        } catch (NumberFormatException e) {
            throw new PreconditionFailedException();
        }
    }
}
