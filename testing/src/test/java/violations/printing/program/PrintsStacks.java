package violations.printing.program;

class PrintsStacks {

    void print(Exception failure) {
        failure.printStackTrace();
    }
}
