package id.bekal.certification.certificate;

import com.mongodb.client.model.IndexOptions;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;
import id.bekal.platform.web.Page;
import id.bekal.platform.web.PageRequest;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Repository
public class Certificates extends Aggregates<Certificate, CertificateId> {

    Certificates(MongoOperations mongo, Outbox outbox) {
        super(Certificate.class, mongo, outbox);
        index(new Document("token", 1), new IndexOptions().unique(true));
        index(new Document("issuer", 1).append("number", 1), new IndexOptions().unique(true));
        index(new Document("issuer", 1).append("_id", 1), new IndexOptions());
        index(new Document("program", 1), new IndexOptions());
        index(new Document("learner", 1), new IndexOptions());
        index(new Document("nextNotice", 1), new IndexOptions().sparse(true));
        index(new Document("revocationRequest.lapsesAt", 1), new IndexOptions().sparse(true));
        index(new Document("replacement.at", 1), new IndexOptions().sparse(true));
    }

    private void index(Document keys, IndexOptions options) {
        mongo.execute(type, certificates -> certificates.createIndex(keys, options));
    }

    /**
     * Inserts a certificate with its event, unless an earlier attempt already did: then that one
     * stays as it is, with its own token.
     *
     * @return false when it was there
     * @throws DuplicateKeyException when another certificate has its number
     */
    public boolean insert(Certificate certificate) {
        try {
            save(certificate);
            return true;
        } catch (DuplicateKeyException duplicate) {
            if (find(certificate.id()).isEmpty()) {
                throw duplicate;
            }
            return false;
        }
    }

    /**
     * The same for many, in one round trip.
     *
     * @throws DuplicateKeyException when another certificate has a number of theirs
     */
    public void insert(List<Certificate> certificates) {
        for (Certificate taken : insertAll(certificates)) {
            if (find(taken.id()).isEmpty()) {
                throw new DuplicateKeyException(
                        "another certificate of %s has number %s"
                                .formatted(taken.issuer(), taken.number()));
            }
        }
    }

    public Optional<Certificate> findByToken(String token) {
        return Optional.ofNullable(
                mongo.findOne(Query.query(Criteria.where("token").is(token)), type));
    }

    /**
     * An issuer's certificates; each null filter matches all.
     *
     * @param requestedAt those with a request to revoke them that waits at this moment
     */
    public Page<Certificate> of(
            InstitutionId issuer,
            @Nullable ProgramId program,
            @Nullable LearnerId learner,
            @Nullable CertificateKind kind,
            @Nullable Instant requestedAt,
            PageRequest page) {
        List<Criteria> criteria = new ArrayList<>();
        criteria.add(Criteria.where("issuer").is(issuer));
        if (program != null) {
            criteria.add(Criteria.where("program").is(program));
        }
        if (learner != null) {
            criteria.add(Criteria.where("learner").is(learner));
        }
        if (kind != null) {
            criteria.add(Criteria.where("kind").is(kind));
        }
        if (requestedAt != null) {
            criteria.add(Criteria.where("revocationRequest.lapsesAt").gt(requestedAt));
        }
        return page.find(mongo, criteria, type, certificate -> certificate.id().value());
    }

    /** Certificates with a notice due on or before a day. */
    public List<Certificate> withNoticeDue(LocalDate day, int most) {
        return mongo.find(Query.query(Criteria.where("nextNotice").lte(day)).limit(most), type);
    }

    /** Certificates whose place another is to take, decided before this moment. */
    public List<Certificate> awaitingSuccessors(Instant decidedBefore, int most) {
        return mongo.find(
                Query.query(Criteria.where("replacement.at").lt(decidedBefore))
                        .with(Sort.by("replacement.at"))
                        .limit(most),
                type);
    }

    /** Certificates of a person's records, whoever issued them, the latest first. */
    public List<Certificate> of(Collection<LearnerId> records, int most) {
        return mongo.find(
                Query.query(ofAny(records))
                        .with(Sort.by(Sort.Direction.DESC, "issuedOn", "_id"))
                        .limit(most),
                type);
    }

    /** Whether an issuer issued anything to a person of these records. */
    public boolean anyOf(Collection<LearnerId> records, InstitutionId issuer) {
        return mongo.exists(Query.query(ofAny(records).and("issuer").is(issuer)), type);
    }

    /**
     * What an issuer issued for a program, in the order of numbers; ids only, whatever became of
     * it.
     */
    public List<CertificateId> idsOf(ProgramId program, InstitutionId issuer) {
        Query query =
                Query.query(Criteria.where("program").is(program).and("issuer").is(issuer))
                        .with(Sort.by("kind", "number"));
        query.fields().include("_id");
        return mongo.find(query, Document.class, mongo.getCollectionName(type)).stream()
                .map(document -> new CertificateId(document.getString("_id")))
                .toList();
    }

    private static Criteria ofAny(Collection<LearnerId> records) {
        return Criteria.where("learner").in(records.stream().map(LearnerId::value).toList());
    }
}
