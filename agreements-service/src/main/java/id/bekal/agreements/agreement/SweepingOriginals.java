package id.bekal.agreements.agreement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.time.Duration;

/** Removes files that an interrupted request left without an agreement that refers to them. */
@Service
public class SweepingOriginals {

    private static final Logger log = LoggerFactory.getLogger(SweepingOriginals.class);

    /** Far longer than a request takes from storing its file to saving the agreement. */
    private static final Duration SURELY_OVER = Duration.ofHours(1);

    private final Agreements agreements;
    private final OriginalFiles files;
    private final Clock clock;

    SweepingOriginals(Agreements agreements, OriginalFiles files, Clock clock) {
        this.agreements = agreements;
        this.files = files;
        this.clock = clock;
    }

    public void sweep() {
        for (String file : files.doubtfulBefore(clock.instant().minus(SURELY_OVER))) {
            log.info("settling the file {} of an interrupted request", file);
            settle(file);
        }
    }

    /** Keeps a file that an agreement refers to, and deletes any other. */
    void settle(String file) {
        if (agreements.keepFile(file)) {
            files.confirm(file);
        } else {
            files.delete(file);
        }
    }
}
