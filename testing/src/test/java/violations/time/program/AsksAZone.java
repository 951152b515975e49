package violations.time.program;

import java.time.LocalDate;
import java.time.ZoneId;

class AsksAZone {

    LocalDate on() {
        return LocalDate.now(ZoneId.of("Asia/Jakarta"));
    }
}
