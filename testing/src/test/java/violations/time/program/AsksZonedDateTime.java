package violations.time.program;

import java.time.ZonedDateTime;

class AsksZonedDateTime {

    ZonedDateTime at() {
        return ZonedDateTime.now();
    }
}
