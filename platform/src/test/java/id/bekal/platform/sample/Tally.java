package id.bekal.platform.sample;

import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramResumed;
import id.bekal.platform.Outcome;
import id.bekal.platform.Rule;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Counts up to ten and says so each time. */
@Document("tallies")
public class Tally extends Aggregate {

    enum TallyRule implements Rule {
        TEN_IS_ENOUGH
    }

    @Id private ProgramId id;
    private int count;
    private @Nullable LocalDate day;

    @SuppressWarnings("NullAway.Init")
    Tally() {}

    Tally(ProgramId id, Instant at) {
        this.id = id;
        record(new ProgramResumed(id), at, Set.of(new InstitutionId("blk-one")));
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    Outcome<Tally> countUp(Instant at) {
        if (count == 10) {
            return Outcome.refused(TallyRule.TEN_IS_ENOUGH, "count", count);
        }
        count++;
        day = count % 2 == 0 ? null : LocalDate.of(2026, 11, 24);
        record(new ProgramResumed(id), at, Set.of());
        return Outcome.accepted(this);
    }

    /** Whatever it is. */
    void say(DomainEvent event, Instant at) {
        record(event, at, Set.of());
    }

    public ProgramId id() {
        return id;
    }

    public int count() {
        return count;
    }

    public @Nullable LocalDate day() {
        return day;
    }
}
