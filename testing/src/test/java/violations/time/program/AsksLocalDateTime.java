package violations.time.program;

import java.time.LocalDateTime;

class AsksLocalDateTime {

    LocalDateTime at() {
        return LocalDateTime.now();
    }
}
