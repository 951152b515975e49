package id.bekal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Which documents are looked at; that the right ones are answered is for IndexedStoreIT. */
class OrderedIndexTests {

    private static final Document ANY_ORDER = new Document();

    private final OrderedIndex index =
            new OrderedIndex(
                    "of",
                    List.of(new IndexKey("provider", true), new IndexKey("_id", true)),
                    false,
                    false);

    @BeforeEach
    void twoProviders() {
        for (int id = 1; id <= 4; id++) {
            add(id, id % 2 == 0 ? "blk-jember" : "blk-surabaya");
        }
    }

    private void add(int id, Object provider) {
        index.add(new Document("_id", id).append("provider", provider), id, null);
    }

    private List<Object> lookedAt(Document conditions, Document order) {
        OrderedIndex.Lookup lookup = index.lookup(conditions, order);
        return lookup == null ? List.of() : lookup.positions().toList();
    }

    @Test
    void findsByTheFirstFieldAlone() {
        assertThat(lookedAt(new Document("provider", "blk-jember"), ANY_ORDER))
                .containsExactly(2, 4);
    }

    @Test
    void looksNoFurtherThanARangeGoes() {
        Document own = new Document("provider", "blk-jember");
        assertThat(lookedAt(own.append("_id", new Document("$gt", 2)), ANY_ORDER))
                .containsExactly(4);
        assertThat(lookedAt(own.append("_id", new Document("$gte", 2)), ANY_ORDER))
                .containsExactly(2, 4);
        assertThat(lookedAt(own.append("_id", new Document("$lt", 4)), ANY_ORDER))
                .containsExactly(2);
        assertThat(lookedAt(own.append("_id", new Document("$gt", 4).append("$lt", 1)), ANY_ORDER))
                .isEmpty();
    }

    @Test
    void servesAnOrderThatItHas() {
        Document own = new Document("provider", "blk-jember");
        OrderedIndex.Lookup backwards = index.lookup(own, new Document("_id", -1));
        assertThat(backwards.inOrder()).isTrue();
        assertThat(backwards.positions()).containsExactly(4, 2);
        assertThat(index.lookup(own, new Document("title", 1)).inOrder()).isFalse();
        assertThat(index.lookup(new Document(), new Document("provider", 1)).positions())
                .containsExactly(2, 4, 1, 3);
    }

    @Test
    void isOfNoHelpWithoutItsFirstField() {
        assertThat(index.lookup(new Document("_id", 2), ANY_ORDER)).isNull();
        assertThat(index.lookup(new Document(), ANY_ORDER)).isNull();
        assertThat(index.lookup(new Document("provider", null), ANY_ORDER)).isNull();
        assertThat(
                        index.lookup(
                                new Document("provider", new Document("$ne", "blk-jember")),
                                ANY_ORDER))
                .isNull();
    }

    @Test
    void findsADocumentAtEachOfItsValuesOnce() {
        add(5, List.of("blk-jember", "blk-malang"));
        add(6, List.of());
        assertThat(lookedAt(new Document("provider", "blk-malang"), ANY_ORDER)).containsExactly(5);
        Document both = new Document("$in", List.of("blk-jember", "blk-malang"));
        assertThat(lookedAt(new Document("provider", both), ANY_ORDER)).containsExactly(2, 4, 5);
        assertThat(index.lookup(new Document("provider", "blk-jember"), new Document("_id", 1)))
                .extracting(OrderedIndex.Lookup::inOrder)
                .isEqualTo(false);
        index.remove(
                new Document("_id", 5).append("provider", List.of("blk-jember", "blk-malang")));
        assertThat(lookedAt(new Document("provider", "blk-malang"), ANY_ORDER)).isEmpty();
    }
}
