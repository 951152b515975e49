package id.bekal.quickstart.conformance;

/** The same in both languages. */
record Text(String indonesian, String english) {

    /** What is the same in both. */
    static Text of(String both) {
        return new Text(both, both);
    }
}
