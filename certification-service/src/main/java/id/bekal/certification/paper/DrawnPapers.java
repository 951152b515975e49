package id.bekal.certification.paper;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Papers, drawn when they are asked for and kept for a while by their content: so many bytes, for
 * so long. No more than a few are drawn at once, each once, however many ask; who waits too long
 * for a turn hears so.
 */
@Component
public class DrawnPapers {

    private final Function<Sheet, byte[]> drawing;
    private final boolean signed;
    private final Cache<String, byte[]> kept;
    private final Map<String, CompletableFuture<byte[]>> underWay = new ConcurrentHashMap<>();
    private final Semaphore turns;
    private final Duration waiting;

    @Autowired
    DrawnPapers(DrawingPapers drawing, SigningPapers signing, PaperSettings settings) {
        this(sheet -> signing.sign(drawing.draw(sheet)), signing.isConfigured(), settings);
    }

    DrawnPapers(Function<Sheet, byte[]> drawing, boolean signed, PaperSettings settings) {
        this.drawing = drawing;
        this.signed = signed;
        this.waiting = settings.waiting();
        this.turns = new Semaphore(settings.drawnAtOnce(), true);
        this.kept =
                Caffeine.newBuilder()
                        .maximumWeight(settings.cache().toBytes())
                        .weigher((String hash, byte[] paper) -> paper.length)
                        .expireAfterWrite(settings.keep())
                        .build();
    }

    /** Whether they are signed: then a paper drawn again has another signature, and other bytes. */
    public boolean areSigned() {
        return signed;
    }

    /**
     * The paper as PDF; not to be changed, others get the same bytes.
     *
     * @throws PaperBusyException when its turn did not come in time
     */
    public byte[] of(Sheet sheet) {
        String hash = sheet.contentHash();
        byte[] known = kept.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> others = underWay.putIfAbsent(hash, mine);
        if (others != null) {
            return awaited(others);
        }
        try {
            byte[] paper = drawnOrKept(hash, sheet);
            mine.complete(paper);
            return paper;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(hash, mine);
        }
    }

    /** How many bytes lie in memory now. */
    long keptBytes() {
        kept.cleanUp();
        return kept.asMap().values().stream().mapToLong(paper -> paper.length).sum();
    }

    private byte[] drawnOrKept(String hash, Sheet sheet) {
        // who drew it may have been done between the look above and the entry
        byte[] known = kept.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        takeTurn();
        try {
            byte[] paper = drawing.apply(sheet);
            kept.put(hash, paper);
            return paper;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(waiting.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PaperBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaperBusyException();
        }
    }

    private byte[] awaited(CompletableFuture<byte[]> others) {
        try {
            return others.get(waiting.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PaperBusyException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PaperBusyException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PaperBusyException) {
                throw new PaperBusyException();
            }
            throw new IllegalStateException("the paper could not be drawn", e.getCause());
        }
    }
}
