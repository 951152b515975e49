package id.bekal.certification.paper;

import java.io.Serial;

/** As many papers are drawn as may be at once, and none was done in time: ask again later. */
public final class PaperBusyException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;
}
