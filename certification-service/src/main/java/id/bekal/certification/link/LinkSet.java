package id.bekal.certification.link;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.outbox.Aggregate;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.util.ArrayList;
import java.util.List;

/** The links that lead to one learner's certificates. */
@Document("holder_links")
class LinkSet extends Aggregate {

    /** As many are good at a time: a sixth ends the oldest, which may well be lost. */
    static final int MOST = 5;

    @Id private LearnerId id;
    private List<Link> links = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    LinkSet() {}

    LinkSet(LearnerId id) {
        this.id = id;
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    void add(Link link) {
        links.add(link);
        if (links.size() > MOST) {
            links.removeFirst();
        }
    }

    /**
     * @return false when it is not, or no longer, one of these
     */
    boolean end(String hash) {
        return links.removeIf(link -> link.hash().equals(hash));
    }

    /**
     * @return false when there was none
     */
    boolean endAll() {
        boolean some = !links.isEmpty();
        links.clear();
        return some;
    }

    LearnerId id() {
        return id;
    }

    int size() {
        return links.size();
    }
}
