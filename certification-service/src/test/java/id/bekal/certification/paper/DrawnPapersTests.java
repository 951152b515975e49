package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.holder.Holder;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

class DrawnPapersTests {

    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    private static PaperSettings settings(long cacheBytes, Duration keep, int many, long millis) {
        return new PaperSettings(
                PaperSettings.Codes.ADDRESS,
                DataSize.ofBytes(cacheBytes),
                keep,
                many,
                Duration.ofMillis(millis),
                "",
                "",
                "");
    }

    private DrawnPapers papers(long cacheBytes, int many, long millis) {
        return new DrawnPapers(
                drawing(), false, settings(cacheBytes, Duration.ofMinutes(1), many, millis));
    }

    /** 1000 bytes a paper, as soon as it is open. */
    private Function<Sheet, byte[]> drawing() {
        return sheet -> {
            drawn.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                open.await();
                return new byte[1000];
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        };
    }

    private static Sheet sheet(int number) {
        return SheetFixture.training(
                new Holder("Peserta " + number, null, null), List.of(), Look.DEFAULT, null);
    }

    @Nested
    class Keeping {

        @Test
        void drawsOnceWhatIsAskedForAgain() {
            open.countDown();
            DrawnPapers papers = papers(10_000, 1, 1000);
            byte[] first = papers.of(sheet(1));
            assertThat(papers.of(sheet(1))).isSameAs(first);
            assertThat(drawn).hasValue(1);
        }

        @Test
        void drawsAnewWhatChanged() {
            open.countDown();
            DrawnPapers papers = papers(10_000, 1, 1000);
            papers.of(sheet(1));
            papers.of(sheet(2));
            assertThat(drawn).hasValue(2);
        }

        @Test
        void keepsNoMoreBytesThanItMay() {
            open.countDown();
            DrawnPapers papers = papers(3_000, 1, 1000);
            for (int i = 0; i < 50; i++) {
                papers.of(sheet(i));
            }
            await().untilAsserted(() -> assertThat(papers.keptBytes()).isBetween(1L, 3_000L));
        }

        @Test
        void keepsNoneThatAloneIsTooLarge() {
            open.countDown();
            DrawnPapers papers = papers(999, 1, 1000);
            papers.of(sheet(1));
            await().untilAsserted(() -> assertThat(papers.keptBytes()).isZero());
        }

        @Test
        void forgetsAfterAWhile() {
            open.countDown();
            DrawnPapers papers =
                    new DrawnPapers(
                            drawing(), false, settings(10_000, Duration.ofMillis(20), 1, 1000));
            papers.of(sheet(1));
            await().untilAsserted(
                            () -> {
                                papers.of(sheet(1));
                                assertThat(drawn.get()).isGreaterThan(1);
                            });
        }
    }

    @Nested
    class WhenManyAsk {

        @Test
        void drawsTheSameOnce() throws Exception {
            DrawnPapers papers = papers(10_000, 4, 10_000);
            try (ExecutorService askers = Executors.newFixedThreadPool(20)) {
                List<Future<byte[]>> asked = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    asked.add(askers.submit(() -> papers.of(sheet(1))));
                }
                await().until(() -> drawn.get() == 1);
                open.countDown();
                byte[] first = asked.getFirst().get();
                for (Future<byte[]> other : asked) {
                    assertThat(other.get()).isSameAs(first);
                }
            }
            assertThat(drawn).hasValue(1);
        }

        @Test
        void drawsNoMoreAtOnceThanItMay() throws Exception {
            DrawnPapers papers = papers(100_000, 2, 10_000);
            try (ExecutorService askers = Executors.newFixedThreadPool(10)) {
                List<Future<byte[]>> asked = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    int number = i;
                    asked.add(askers.submit(() -> papers.of(sheet(number))));
                }
                await().until(() -> atOnce.get() == 2);
                open.countDown();
                for (Future<byte[]> paper : asked) {
                    assertThat(paper.get()).hasSize(1000);
                }
            }
            assertThat(mostAtOnce).hasValue(2);
            assertThat(drawn).hasValue(10);
        }

        @Test
        void tellsWhoWaitsTooLongForATurn() throws Exception {
            DrawnPapers papers = papers(10_000, 1, 50);
            try (ExecutorService askers = Executors.newFixedThreadPool(1)) {
                Future<byte[]> first = askers.submit(() -> papers.of(sheet(1)));
                await().until(() -> atOnce.get() == 1);
                assertThatThrownBy(() -> papers.of(sheet(2)))
                        .isInstanceOf(PaperBusyException.class);
                // also for one that is being drawn
                assertThatThrownBy(() -> papers.of(sheet(1)))
                        .isInstanceOf(PaperBusyException.class);
                open.countDown();
                first.get();
                assertThat(papers.of(sheet(2))).hasSize(1000);
            }
        }
    }

    @Nested
    class Failing {

        @Test
        void reachesWhoAsksAndIsTriedAgain() {
            AtomicInteger tries = new AtomicInteger();
            DrawnPapers papers =
                    new DrawnPapers(
                            sheet -> {
                                if (tries.incrementAndGet() == 1) {
                                    throw new IllegalStateException("out of ink");
                                }
                                return new byte[1];
                            },
                            false,
                            settings(1000, Duration.ofMinutes(1), 1, 1000));
            assertThatThrownBy(() -> papers.of(sheet(1))).hasMessage("out of ink");
            assertThat(papers.of(sheet(1))).hasSize(1);
        }

        @Test
        void reachesThoseWhoWaitToo() throws Exception {
            CountDownLatch failing = new CountDownLatch(1);
            DrawnPapers papers =
                    new DrawnPapers(
                            sheet -> {
                                drawn.incrementAndGet();
                                try {
                                    failing.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                throw new IllegalStateException("out of ink");
                            },
                            false,
                            settings(1000, Duration.ofMinutes(1), 1, 10_000));
            try (ExecutorService askers = Executors.newFixedThreadPool(2)) {
                Future<byte[]> one = askers.submit(() -> papers.of(sheet(1)));
                await().until(() -> drawn.get() == 1);
                Future<byte[]> other = askers.submit(() -> papers.of(sheet(1)));
                failing.countDown();
                assertThatThrownBy(one::get).isInstanceOf(ExecutionException.class);
                assertThatThrownBy(other::get).isInstanceOf(ExecutionException.class);
            }
        }
    }
}
