package violations.time.program;

import java.time.Instant;

class AsksInstant {

    Instant at() {
        return Instant.now();
    }
}
