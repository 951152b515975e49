package violations.time.program;

import java.time.LocalDate;

class AsksLocalDate {

    LocalDate on() {
        return LocalDate.now();
    }
}
