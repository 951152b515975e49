package id.bekal.certification.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.certification.RunningService;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.web.NewIds;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

class NumberSeriesIT extends RunningService {

    @Autowired NumberSeries numbers;

    private final SeriesId series =
            new SeriesId(new InstitutionId(newInstitution()), CertificateKind.TRAINING, 2026);
    private final ProgramId one = new ProgramId(NewIds.random());
    private final ProgramId two = new ProgramId(NewIds.random());

    @Test
    void countsFromOneWithoutAGap() {
        assertThat(numbers.allocate(series, one, 16).first()).isEqualTo(1);
        assertThat(numbers.allocate(series, two, 20).first()).isEqualTo(17);
        assertThat(document().getLong("next")).isEqualTo(37);
    }

    @Test
    void givesTheSameBlockAtEachRetry() {
        NumberBlock first = numbers.allocate(series, one, 16);
        numbers.allocate(series, two, 20);
        assertThat(numbers.allocate(series, one, 16)).isEqualTo(first);
        assertThat(document().getLong("next")).isEqualTo(37);
    }

    @Test
    void countsEachYearAndKindByItself() {
        numbers.allocate(series, one, 16);
        var nextYear = new SeriesId(series.issuer(), CertificateKind.TRAINING, 2027);
        var statements =
                new SeriesId(series.issuer(), CertificateKind.STATEMENT_OF_ATTAINMENT, 2026);
        assertThat(numbers.allocate(nextYear, two, 3).first()).isEqualTo(1);
        assertThat(numbers.allocate(statements, one, 3).first()).isEqualTo(1);
    }

    @Test
    void refusesToGiveAProgramADifferentBlock() {
        numbers.allocate(series, one, 16);
        assertThatThrownBy(() -> numbers.allocate(series, one, 17))
                .isInstanceOf(IllegalStateException.class);
        var otherYear = new SeriesId(series.issuer(), CertificateKind.TRAINING, 2027);
        assertThatThrownBy(() -> numbers.allocate(otherYear, one, 16))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesManyProgramsAtOnceBlocksWithoutGapOrOverlap() throws Exception {
        List<Callable<NumberBlock>> allocations = new ArrayList<>();
        for (int program = 0; program < 8; program++) {
            ProgramId id = new ProgramId(NewIds.random());
            int count = program + 1;
            // each twice, as two deliveries of one event would
            allocations.add(() -> numbers.allocate(series, id, count));
            allocations.add(() -> numbers.allocate(series, id, count));
        }
        Collections.shuffle(allocations);
        List<Long> given = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(allocations.size())) {
            List<NumberBlock> blocks = new ArrayList<>();
            for (Future<NumberBlock> block : pool.invokeAll(allocations)) {
                blocks.add(block.get());
            }
            blocks.stream()
                    .distinct()
                    .forEach(
                            block ->
                                    LongStream.range(block.first(), block.first() + block.count())
                                            .forEach(given::add));
        }
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 36).boxed().toList());
    }

    /** What each step of an allocation leaves when the process is killed after it. */
    @Nested
    class AfterACrash {

        @Test
        void goesOnWhenTheSeriesWasOnlyBegun() {
            store(0, 1, null);
            assertThat(numbers.allocate(series, one, 5).first()).isEqualTo(1);
        }

        @Test
        void givesTheReservedBlockToTheProgramThatReservedIt() {
            store(1, 6, pending(one, 1, 5));
            assertThat(numbers.allocate(series, one, 5).first()).isEqualTo(1);
            assertThat(numbers.allocate(series, two, 5).first()).isEqualTo(6);
        }

        @Test
        void storesAnothersReservedBlockBeforeItTakesItsOwn() {
            store(1, 6, pending(one, 1, 5));
            assertThat(numbers.allocate(series, two, 3).first()).isEqualTo(6);
            assertThat(numbers.allocate(series, one, 5).first()).isEqualTo(1);
            assertThat(document().getLong("next")).isEqualTo(9);
        }

        @Test
        void goesOnWhenTheBlockWasStoredAndStillReserved() {
            store(1, 6, pending(one, 1, 5));
            mongo.insert(new NumberBlock(one + "/TRAINING", series.toString(), 1, 5));
            assertThat(numbers.allocate(series, two, 3).first()).isEqualTo(6);
            assertThat(numbers.allocate(series, one, 5).first()).isEqualTo(1);
            assertThat(document().containsKey("pending")).isFalse();
        }

        private void store(long version, long next, Document pending) {
            Document state =
                    new Document("_id", series.toString())
                            .append("version", version)
                            .append("next", next);
            if (pending != null) {
                state.append("pending", pending);
            }
            mongo.getCollection("number_series").insertOne(state);
        }

        private Document pending(ProgramId program, long first, int count) {
            return new Document("_id", program + "/TRAINING")
                    .append("series", series.toString())
                    .append("first", first)
                    .append("count", count);
        }
    }

    /** Every place between two steps of an allocation. */
    @Nested
    class AtEachStep {

        private static final int STEPS = 6;

        @Test
        void mayBeOvertakenByAnotherDeliveryOfTheSameProgram() {
            for (int step = 1; step <= STEPS; step++) {
                ProgramId program = new ProgramId(NewIds.random());
                SeriesId fresh = freshSeries();
                var overtaken = before(step, () -> numbers.allocate(fresh, program, 5));
                assertThat(overtaken.allocate(fresh, program, 5).first())
                        .as("step " + step)
                        .isOne();
                assertThat(numbers.allocate(fresh, program, 5).first()).isOne();
                assertThat(document(fresh).getLong("next")).as("step " + step).isEqualTo(6);
            }
        }

        @Test
        void mayBeOvertakenByAnotherProgram() {
            for (int step = 1; step <= STEPS; step++) {
                ProgramId program = new ProgramId(NewIds.random());
                ProgramId other = new ProgramId(NewIds.random());
                SeriesId fresh = freshSeries();
                var overtaken = before(step, () -> numbers.allocate(fresh, other, 3));
                long first = overtaken.allocate(fresh, program, 5).first();
                long others = numbers.allocate(fresh, other, 3).first();
                assertThat(List.of(first, others))
                        .as("step " + step)
                        .isIn(List.of(1L, 6L), List.of(4L, 1L));
                assertThat(document(fresh).getLong("next")).isEqualTo(9);
            }
        }

        @Test
        void mayBeTheLastBeforeTheProcessIsKilled() {
            for (int step = 1; step <= STEPS; step++) {
                ProgramId program = new ProgramId(NewIds.random());
                ProgramId other = new ProgramId(NewIds.random());
                SeriesId fresh = freshSeries();
                var killed =
                        before(
                                step,
                                () -> {
                                    throw new IllegalStateException("killed");
                                });
                try {
                    killed.allocate(fresh, program, 5);
                } catch (IllegalStateException expected) {
                    assertThat(expected).hasMessage("killed");
                }
                long others = numbers.allocate(fresh, other, 3).first();
                long first = numbers.allocate(fresh, program, 5).first();
                assertThat(List.of(first, others))
                        .as("step " + step)
                        .isIn(List.of(1L, 6L), List.of(4L, 1L));
                assertThat(document(fresh).getLong("next")).isEqualTo(9);
            }
        }

        private SeriesId freshSeries() {
            return new SeriesId(
                    new InstitutionId(newInstitution()), CertificateKind.TRAINING, 2026);
        }

        /** Allocates like the real one, and does something before its n-th call of the store. */
        private NumberSeries before(int step, Runnable event) {
            var calls = new AtomicInteger(-1); // the first one makes the index
            MongoOperations store =
                    Mockito.mock(
                            MongoOperations.class,
                            call -> {
                                if (calls.incrementAndGet() == step) {
                                    event.run();
                                }
                                try {
                                    return call.getMethod().invoke(mongo, call.getArguments());
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
            return new NumberSeries(store);
        }
    }

    private Document document() {
        return document(series);
    }

    private Document document(SeriesId series) {
        return mongo.getCollection("number_series")
                .find(new Document("_id", series.toString()))
                .first();
    }
}
