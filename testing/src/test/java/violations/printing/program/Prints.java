package violations.printing.program;

class Prints {

    void print(String name) {
        System.out.println(name);
    }
}
