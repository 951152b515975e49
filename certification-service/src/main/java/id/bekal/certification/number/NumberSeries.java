package id.bekal.certification.number;

import id.bekal.contracts.ProgramId;
import id.bekal.platform.FailPoints;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Gives each program its block of numbers: no gap and no duplicate, the same block at each retry,
 * at a cost that does not grow with the number of programs. Any number of instances may allocate at
 * once, and any of them may die at any point.
 *
 * <p>A series document names the next number and at most one <em>pending</em> block: one that left
 * the series and may not be stored as a {@link NumberBlock} yet. Whoever meets a pending block
 * stores it and clears it before anything else happens to the series.
 *
 * <p>Why a program gets one block only: a block leaves the series by an update conditional on a
 * version {@code v} at which nothing was pending, and only if the program's block was not found
 * <em>after</em> {@code v} was read. Had the block left the series before {@code v}, it would have
 * been pending then, and the write that cleared it, at or before {@code v}, came after the block
 * was stored: it would have been found. Had it left after {@code v}, the version would have moved
 * and the update fails. Looking for the block before reading the series would break this.
 *
 * <p>Why there is no gap: {@code next} advances in the very write that makes the block pending, and
 * a pending block is never forgotten.
 */
@Component
public class NumberSeries {

    private static final String VERSION = "version";
    private static final String NEXT = "next";
    private static final String PENDING = "pending";

    @Document("number_series")
    record Series(@Id String id, long version, long next, @Nullable NumberBlock pending) {}

    private final MongoOperations mongo;

    NumberSeries(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * The numbers of a program in a series; allocates them the first time.
     *
     * @param count how many, at least 1
     * @throws IllegalStateException when the program has a block of another length or series: what
     *     it is entitled to is decided once
     */
    public NumberBlock allocate(SeriesId id, ProgramId program, int count) {
        return allocate(id.toString(), program + "/" + id.kind(), count);
    }

    /**
     * The same for a count of anything, by anyone.
     *
     * @param blockId who claims the numbers, and of what: it gets one block for good
     */
    public NumberBlock allocate(String seriesId, String blockId, int count) {
        while (true) {
            Series series = read(seriesId);
            NumberBlock pending = series.pending();
            if (pending != null) {
                settle(series, pending);
                continue;
            }
            NumberBlock block = mongo.findById(blockId, NumberBlock.class);
            if (block != null) {
                return checked(block, seriesId, count);
            }
            block = new NumberBlock(blockId, seriesId, series.next(), count);
            Series reserved = reserve(series, block);
            if (reserved != null) {
                FailPoints.pass("numbers.reserved");
                settle(reserved, block);
                return block;
            }
        }
    }

    private static NumberBlock checked(NumberBlock block, String series, int count) {
        if (block.count() != count || !block.series().equals(series)) {
            throw new IllegalStateException(
                    "%s has %d numbers of %s, not %d of %s"
                            .formatted(block.id(), block.count(), block.series(), count, series));
        }
        return block;
    }

    private Series read(String id) {
        Series series = mongo.findById(id, Series.class);
        if (series == null) {
            series = new Series(id, 0, 1, null);
            try {
                mongo.insert(series);
            } catch (DuplicateKeyException begunMeanwhile) {
                return read(id);
            }
        }
        return series;
    }

    /** Null when the series changed since it was read. */
    private @Nullable Series reserve(Series series, NumberBlock block) {
        return mongo.findAndModify(
                unchanged(series),
                new Update()
                        .inc(VERSION, 1)
                        .set(NEXT, block.first() + block.count())
                        .set(PENDING, block),
                FindAndModifyOptions.options().returnNew(true),
                Series.class);
    }

    private void settle(Series series, NumberBlock pending) {
        try {
            mongo.insert(pending);
        } catch (DuplicateKeyException storedAlready) {
            // by another instance, or before a crash
        }
        FailPoints.pass("numbers.block-stored");
        mongo.updateFirst(
                unchanged(series), new Update().inc(VERSION, 1).unset(PENDING), Series.class);
    }

    private static Query unchanged(Series series) {
        return Query.query(Criteria.where("_id").is(series.id()).and(VERSION).is(series.version()));
    }
}
