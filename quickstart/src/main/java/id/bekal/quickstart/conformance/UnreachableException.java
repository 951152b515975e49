package id.bekal.quickstart.conformance;

/** There is nobody who could be checked. */
final class UnreachableException extends Exception {

    UnreachableException(String message) {
        super(message);
    }
}
