package id.bekal.events.feed.messaging;

import id.bekal.events.feed.Feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A service's topic, fanned out; a record is done when the broker has all that it leads to. */
final class EventsToFeeds extends BatchConsumer {

    private final FanningOut fanningOut;

    EventsToFeeds(Feeds feeds, FanningOut fanningOut) {
        super("fan-out", feeds);
        this.fanningOut = fanningOut;
    }

    @Override
    protected void consumeAll(List<byte[]> values) {
        List<List<CompletableFuture<?>>> sent = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            try {
                sent.add(fanningOut.fanOut(values.get(i)));
            } catch (RuntimeException notSent) {
                await(sent);
                throw new NotDone(i, notSent);
            }
        }
        await(sent);
    }

    private static void await(List<List<CompletableFuture<?>>> sent) {
        for (int i = 0; i < sent.size(); i++) {
            for (CompletableFuture<?> one : sent.get(i)) {
                try {
                    one.get();
                } catch (ExecutionException failed) {
                    throw new NotDone(i, failed.getCause() == null ? failed : failed.getCause());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new NotDone(i, stopped);
                }
            }
        }
    }
}
