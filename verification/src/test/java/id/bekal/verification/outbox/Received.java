package id.bekal.verification.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What of one run's events arrived. An event is known by its subject and number, which name the
 * command that caused it, and by its id: one event under two ids counts as a duplicate too.
 */
final class Received {

    private final String run;
    private final int documents;
    private final long[] at;
    private final Set<String> ids = new HashSet<>();
    private int distinct;
    private int duplicates;
    private int strangers;
    private int outOfOrder;
    private long bytes;
    private long lastAt;

    /**
     * @param documents how many subjects
     * @param events how many events; a multiple of the documents
     */
    Received(String run, int documents, int events) {
        this.run = run;
        this.documents = documents;
        this.at = new long[events];
    }

    /** Counts a record; one of another run is passed by. */
    synchronized void accept(byte[] record, long micros) {
        String json = new String(record, StandardCharsets.ISO_8859_1);
        String subject = attribute(json, "subject");
        if (!subject.startsWith(run + '.')) {
            return;
        }
        int document = Integer.parseInt(subject.substring(run.length() + 1));
        int sequence = Integer.parseInt(attribute(json, "sequence"));
        long command = document + (sequence - 1L) * documents;
        if (document >= documents || sequence < 1 || command >= at.length) {
            strangers++;
            return;
        }
        boolean newId = ids.add(attribute(json, "id"));
        if (at[(int) command] != 0 || !newId) {
            duplicates++;
            return;
        }
        if (sequence > 1 && at[(int) command - documents] == 0) {
            outOfOrder++;
        }
        at[(int) command] = micros;
        bytes += record.length;
        lastAt = micros;
        if (++distinct == at.length) {
            notifyAll();
        }
    }

    private static String attribute(String json, String name) {
        String start = '"' + name + "\":\"";
        int from = json.indexOf(start);
        if (from < 0) {
            return "";
        }
        from += start.length();
        return json.substring(from, json.indexOf('"', from));
    }

    /** Waits until each event came, or nothing came for a while. */
    synchronized boolean awaitAll(long idleMillis) {
        int before = -1;
        while (distinct < at.length && before != distinct) {
            before = distinct;
            long until = System.nanoTime() + idleMillis * 1_000_000;
            while (distinct < at.length && System.nanoTime() < until && before == distinct) {
                try {
                    wait(50);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return distinct == at.length;
    }

    synchronized int lost() {
        return at.length - distinct;
    }

    synchronized int duplicates() {
        return duplicates;
    }

    /** Events of this run that no command caused. */
    synchronized int strangers() {
        return strangers;
    }

    /** Events that came before their aggregate's previous one. */
    synchronized int outOfOrder() {
        return outOfOrder;
    }

    synchronized long bytesPerEvent() {
        return distinct == 0 ? 0 : bytes / distinct;
    }

    /** When the last event that was new came; microseconds since 1970. */
    synchronized long lastAt() {
        return lastAt;
    }

    /** When each command's event came; 0 for never. */
    synchronized long[] at() {
        return Arrays.copyOf(at, at.length);
    }
}
