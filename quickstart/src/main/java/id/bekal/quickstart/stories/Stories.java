package id.bekal.quickstart.stories;

import id.bekal.quickstart.Credentials;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;

/** The stories in their order, told through the gateway as the institutions would live them. */
public final class Stories {

    private Stories() {}

    /**
     * Tells all three.
     *
     * @return the exit code: 0 when every figure is right
     */
    public static int run(URI gateway, Credentials credentials, PrintStream out) {
        Stage stage = new Stage(gateway, credentials);
        Figures figures = new Figures(out);
        long began = System.nanoTime();
        boolean ready =
                tell(
                        (s, f) ->
                                f.note(
                                        s.registerInstitutions()
                                                + " instansi terdaftar / institutions registered"),
                        stage,
                        figures);
        if (ready) {
            tell(BreadAndCakes::tell, stage, figures);
            tell(WeldingAndCakes::tell, stage, figures);
            tell(QuotaOfSixty::tell, stage, figures);
            tell(
                    (s, f) ->
                            FollowingFeeds.tell(
                                    s,
                                    f,
                                    List.of(
                                            BreadAndCakes.BLK,
                                            WeldingAndCakes.BLK,
                                            QuotaOfSixty.BLK)),
                    stage,
                    figures);
        }
        return end(figures, began, out);
    }

    /** Tells story 2 alone, the one that touches every rule. */
    public static int runStoryTwo(URI gateway, Credentials credentials, PrintStream out) {
        Stage stage = new Stage(gateway, credentials);
        Figures figures = new Figures(out);
        long began = System.nanoTime();
        if (tell((s, f) -> s.registerInstitutions(), stage, figures)) {
            tell(WeldingAndCakes::tell, stage, figures);
            tell((s, f) -> FollowingFeeds.tell(s, f, List.of(WeldingAndCakes.BLK)), stage, figures);
        }
        return end(figures, began, out);
    }

    private static boolean tell(BiConsumer<Stage, Figures> story, Stage stage, Figures figures) {
        try {
            story.accept(stage, figures);
            return true;
        } catch (StoryFailedException | UncheckedIOException e) {
            figures.fail(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static int end(Figures figures, long began, PrintStream out) {
        out.println();
        out.printf(
                "%d angka benar, %d salah / %d figures right, %d wrong (%.0f s)%n",
                figures.right(),
                figures.wrong(),
                figures.right(),
                figures.wrong(),
                (System.nanoTime() - began) / 1e9);
        return figures.wrong() == 0 && figures.right() > 0 ? 0 : 1;
    }
}
