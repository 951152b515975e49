package id.bekal.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for. Controllers take it from {@code cursor} and {@code limit} (1
 * to 200, default 50). Pages follow the ids, so what is added or removed between two pages neither
 * repeats nor hides another item.
 */
public record PageRequest(@Nullable String after, int limit) {

    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    /** From the request's parameters; throws {@link InvalidInputException} on an unusable one. */
    public static PageRequest of(@Nullable String cursor, @Nullable Integer limit) {
        int size = limit == null ? DEFAULT : limit;
        if (size < 1 || size > MOST) {
            throw new InvalidInputException("limit", "OUT_OF_RANGE");
        }
        if (cursor == null) {
            return new PageRequest(null, size);
        }
        try {
            String after =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return new PageRequest(after, size);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("cursor", "MALFORMED");
        }
    }

    /** Reads the page of documents that match. */
    public <T> Page<T> find(
            MongoOperations mongo, List<Criteria> criteria, Class<T> type, Function<T, String> id) {
        Query query = new Query();
        if (!criteria.isEmpty() || after != null) {
            List<Criteria> all = new java.util.ArrayList<>(criteria);
            if (after != null) {
                all.add(Criteria.where("_id").gt(after));
            }
            query.addCriteria(new Criteria().andOperator(all));
        }
        query.with(Sort.by("_id")).limit(limit + 1);
        List<T> found = mongo.find(query, type);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        String next =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                id.apply(items.get(limit - 1)).getBytes(StandardCharsets.UTF_8));
        return new Page<>(List.copyOf(items), next);
    }
}
