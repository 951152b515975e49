package id.bekal.certification.issuer;

import id.bekal.contracts.InstitutionId;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Repository;

/**
 * Whose each number code is. A code once claimed stays its issuer's for good, even after the issuer
 * took another: a number with that code on an old certificate must not be issued by someone else.
 * Claiming before the issuer is saved makes a crash in between harmless.
 */
@Repository
class IssuerCodes {

    @Document("issuer_codes")
    record Claim(@Id String code, InstitutionId issuer) {}

    private final MongoOperations mongo;

    IssuerCodes(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** False when the code is another's. */
    boolean claim(IssuerCode code, InstitutionId issuer) {
        try {
            mongo.insert(new Claim(code.value(), issuer));
            return true;
        } catch (DuplicateKeyException claimed) {
            Claim claim = mongo.findById(code.value(), Claim.class);
            return claim != null && claim.issuer().equals(issuer);
        }
    }

    IssuerCode claimDefault(InstitutionId issuer) {
        for (int attempt = 0; ; attempt++) {
            IssuerCode code = IssuerCode.byDefault(issuer, attempt);
            if (claim(code, issuer)) {
                return code;
            }
        }
    }
}
