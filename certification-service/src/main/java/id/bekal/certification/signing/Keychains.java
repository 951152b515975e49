package id.bekal.certification.signing;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.outbox.Aggregates;
import id.bekal.platform.outbox.Outbox;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Repository;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

@Repository
public class Keychains extends Aggregates<Keychain, InstitutionId> {

    private final MasterKeys masterKeys;
    private final Clock clock;

    Keychains(MongoOperations mongo, Outbox outbox, MasterKeys masterKeys, Clock clock) {
        super(Keychain.class, mongo, outbox);
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /** The issuer's key that signs; made if there is none, once even if many ask at once. */
    public Signer signerOf(InstitutionId issuer) {
        while (true) {
            Keychain keychain = find(issuer).orElseGet(() -> new Keychain(issuer, masterKeys));
            Optional<Signer> signer = keychain.signer(masterKeys);
            if (signer.isPresent()) {
                return signer.get();
            }
            keychain.rotate(masterKeys, clock.instant());
            try {
                save(keychain);
            } catch (OptimisticLockingFailureException | DuplicateKeyException madeMeanwhile) {
                // by another instance: that one signs
            }
        }
    }

    List<Keychain> all() {
        return mongo.findAll(type);
    }
}
