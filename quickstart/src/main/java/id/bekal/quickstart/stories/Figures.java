package id.bekal.quickstart.stories;

import java.io.PrintStream;
import java.util.Objects;

/**
 * Prints what a story comes to, beside what it must come to, and remembers whether all of it was
 * right.
 */
final class Figures {

    private final PrintStream out;
    private int right;
    private int wrong;

    Figures(PrintStream out) {
        this.out = out;
    }

    void title(String indonesian, String english) {
        out.println();
        out.println("== " + indonesian);
        out.println("   " + english);
    }

    void note(String text) {
        out.println("   " + text);
    }

    /** One figure, named in Indonesian and English. */
    void check(String name, Object expected, Object actual) {
        boolean same = Objects.equals(expected, actual);
        if (same) {
            right++;
        } else {
            wrong++;
        }
        out.printf(
                "   %s %-62s %s%s%n",
                same ? "✓" : "✗", name, actual, same ? "" : "   (must be " + expected + ")");
    }

    void fail(String why) {
        wrong++;
        out.println("   ✗ " + why);
    }

    int wrong() {
        return wrong;
    }

    int right() {
        return right;
    }
}
