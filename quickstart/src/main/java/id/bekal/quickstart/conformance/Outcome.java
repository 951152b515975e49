package id.bekal.quickstart.conformance;

/** How a check ended. */
enum Outcome {
    PASSED("LULUS"),
    /** It works, and is a risk. */
    WARNED("AWAS"),
    FAILED("GAGAL"),
    /** Nothing can be said, and why is said. */
    SKIPPED("LEWAT");

    private final String indonesian;

    Outcome(String indonesian) {
        this.indonesian = indonesian;
    }

    String indonesian() {
        return indonesian;
    }
}
