package id.bekal.certification.link;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.Holders;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.training.LearnerErased;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.HashKey;
import id.bekal.platform.web.NewIds;
import id.bekal.platform.web.NotFoundException;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives a learner a link to all certificates of that person, whoever issued them, also under
 * records that turned out to be of the same person. What it leads to names nobody; each
 * certificate's own verification does. An erased learner's links lead nowhere, even where the event
 * that ends them has not been handled.
 */
@Service
public class SharingCertificates {

    /** Somebody's certificates of a lifetime; more are a fault. */
    private static final int MOST = 500;

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{26}");

    private final LinkSets links;
    private final Certificates certificates;
    private final Holders holders;
    private final HashKey key;
    private final Clock clock;

    SharingCertificates(
            LinkSets links,
            Certificates certificates,
            Holders holders,
            @Value("${bekal.hash-key}") String key,
            Clock clock) {
        this.links = links;
        this.certificates = certificates;
        this.holders = holders;
        this.key = HashKey.read(key, "BEKAL_HASH_KEY", "holder link");
        this.clock = clock;
    }

    /**
     * Makes a link; one beyond the most that may be good ends the oldest.
     *
     * @param by the client or account that hands it out
     * @return the link's token, 130 random bits, which cannot be told again
     * @throws NotFoundException when the issuer issued nothing to this learner
     */
    public Outcome<String> share(InstitutionId issuer, LearnerId learner, String by) {
        if (!certificates.anyOf(holders.samePerson(learner), issuer)) {
            throw new NotFoundException();
        }
        if (isErased(learner)) {
            return Outcome.refused(LinkRule.HOLDER_IS_ERASED);
        }
        String token = NewIds.random();
        var link = new Link(key.hash(token), issuer, by, clock.instant());
        links.change(
                learner,
                set -> {
                    set.add(link);
                    return true;
                });
        return Outcome.accepted(token);
    }

    /** What the link leads to, the latest first; empty when there is no such link. */
    public Optional<List<Certificate>> certificatesBy(String token) {
        return setOf(token)
                .map(LinkSet::id)
                .filter(learner -> !isErased(learner))
                .map(learner -> certificates.of(holders.samePerson(learner), MOST));
    }

    /**
     * Ends the link.
     *
     * @return false when there is no such link
     */
    public boolean end(String token) {
        return setOf(token)
                .filter(set -> !isErased(set.id()))
                .map(set -> links.change(set.id(), now -> now.end(key.hash(token))))
                .orElse(false);
    }

    /** Ends all links of who is erased. */
    public void on(LearnerErased erased) {
        Set<LearnerId> records = holders.samePerson(erased.learner());
        records.forEach(learner -> links.change(learner, LinkSet::endAll));
    }

    private Optional<LinkSet> setOf(String token) {
        return TOKEN.matcher(token).matches()
                ? links.findByHash(key.hash(token))
                : Optional.empty();
    }

    private boolean isErased(LearnerId learner) {
        return holders.keysOf(List.of(learner)).isErased(learner);
    }
}
