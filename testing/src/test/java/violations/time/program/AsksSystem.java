package violations.time.program;

class AsksSystem {

    long at() {
        return System.currentTimeMillis();
    }
}
