package id.bekal.verification.outbox;

import java.nio.file.Path;
import java.time.Duration;

/** One of the things compared. */
interface Side extends AutoCloseable {

    /**
     * @param count how many, even; a multiple of twice the callers
     * @param callers threads that call at once
     * @param perSecond the pace; 0 is as fast as it goes
     * @param startedAt where to write when each command was due: one long each, in microseconds
     *     since 1970
     */
    record Commands(int count, int callers, int perSecond, Path startedAt) {}

    /**
     * Begins a run with an empty database.
     *
     * @param run what subjects start with
     * @param backlog whether events will be left behind: nothing publishes them before {@link
     *     #drain}
     */
    void open(String run, boolean backlog);

    /** Returns when each command has returned to its caller, whether or not its event was sent. */
    void execute(Commands commands);

    /** Leaves events committed and unpublished, as a crash would. */
    void leaveBehind(int events);

    /** Publishes what was left behind; may return before all of it was sent. */
    void drain();

    /** How many events the store still counts as not published. */
    long pending();

    /** Processor time this side used so far. */
    Duration cpu();

    /** Ends the run and forgets its database. */
    void end();

    @Override
    void close();
}
