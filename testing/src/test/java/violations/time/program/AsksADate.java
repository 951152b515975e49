package violations.time.program;

import java.util.Date;

class AsksADate {

    Date at() {
        return new Date();
    }
}
