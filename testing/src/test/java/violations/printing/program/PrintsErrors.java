package violations.printing.program;

class PrintsErrors {

    void print(String name) {
        System.err.println(name);
    }
}
