package id.bekal.certification.paper;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Prints how many papers, and pages, are drawn in a second: the median of five rounds. */
final class PapersPerSecond {

    private static final int PAPERS = 100;
    private static final int ROUNDS = 5;

    private PapersPerSecond() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "%s, %d cores, %s %s%n",
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"));
        print("two pages, 6 units", SheetFixture.training(), 2, 1);
        print("two pages, 6 units", SheetFixture.training(), 2, 2);
        Sheet long25 =
                SheetFixture.training(
                        SheetFixture.LONG_NAME,
                        SheetFixture.longUnits(25),
                        SheetFixture.custom(),
                        SheetFixture.CREDENTIAL);
        print("six pages, 25 units, logo", long25, 6, 1);
    }

    private static void print(String what, Sheet sheet, int pages, int threads) throws Exception {
        DrawingPapers drawing = new DrawingPapers();
        int bytes = drawing.draw(sheet).length;
        round(drawing, sheet, threads);
        double[] perSecond = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            perSecond[i] = round(drawing, sheet, threads);
        }
        Arrays.sort(perSecond);
        double median = perSecond[ROUNDS / 2];
        System.out.printf(
                "%s, %d thread(s): %.1f papers/s, %.1f pages/s (%.1f to %.1f papers/s), %d bytes%n",
                what, threads, median, median * pages, perSecond[0], perSecond[ROUNDS - 1], bytes);
    }

    private static double round(DrawingPapers drawing, Sheet sheet, int threads) throws Exception {
        long from = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<?> drawn :
                    pool.invokeAll(
                            IntStream.range(0, PAPERS)
                                    .<java.util.concurrent.Callable<byte[]>>mapToObj(
                                            i -> () -> drawing.draw(sheet))
                                    .toList())) {
                drawn.get();
            }
        }
        return PAPERS / ((System.nanoTime() - from) / 1e9);
    }
}
