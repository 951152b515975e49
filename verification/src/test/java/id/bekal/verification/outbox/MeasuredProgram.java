package id.bekal.verification.outbox;

import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramOpened;
import id.bekal.contracts.training.ProgramSummary;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Bekal's aggregate of the benchmark. */
@Document("programs")
class MeasuredProgram extends Aggregate {

    @Id private ProgramId id;
    private ProgramSummary summary;
    private int changes;

    @SuppressWarnings("NullAway.Init")
    MeasuredProgram() {}

    @SuppressWarnings("NullAway.Init")
    MeasuredProgram(ProgramId id) {
        this.id = id;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    void change() {
        changes++;
        summary = Workload.summary(id.value(), changes);
        record(new ProgramOpened(summary), Workload.AT, Workload.AUDIENCE);
    }
}
