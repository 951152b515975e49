package violations.time.program;

import java.time.Clock;

class MakesAClock {

    Clock clock = Clock.systemUTC();
}
