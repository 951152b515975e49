package id.bekal.certification.signing;

import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.Outcome;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.platform.web.Changes;
import id.bekal.platform.web.NotFoundException;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import java.time.Clock;

/** Makes, rotates and retires an issuer's signing keys. */
@Service
public class RotatingKeys {

    private final Issuers issuers;
    private final Keychains keychains;
    private final MasterKeys masterKeys;
    private final Clock clock;

    RotatingKeys(Issuers issuers, Keychains keychains, MasterKeys masterKeys, Clock clock) {
        this.issuers = issuers;
        this.keychains = keychains;
        this.masterKeys = masterKeys;
        this.clock = clock;
    }

    /**
     * A new key signs; the one before it, if there is one, verifies only.
     *
     * @throws NotFoundException when the institution is no issuer
     */
    public Keychain rotate(InstitutionId issuer) {
        if (issuers.find(issuer).isEmpty()) {
            throw new NotFoundException();
        }
        if (keychains.find(issuer).isEmpty()) {
            keychains.signerOf(issuer);
            return keychains.find(issuer).orElseThrow();
        }
        return Changes.note(
                keychains,
                issuer,
                keychain -> {
                    keychain.rotate(masterKeys, clock.instant());
                    return true;
                });
    }

    /**
     * @throws NotFoundException when the issuer has no key yet
     */
    public Outcome<Keychain> retire(InstitutionId issuer, String keyId) {
        return Changes.follow(
                keychains, issuer, keychain -> keychain.retire(keyId, clock.instant()));
    }

    /**
     * Brings every keychain under the primary master key.
     *
     * @return how many lay under another
     */
    public long rewrapAll() {
        long rewrapped = 0;
        for (Keychain keychain : keychains.all()) {
            Keychain current = keychain;
            while (current.rewrap(masterKeys)) {
                try {
                    keychains.save(current);
                    rewrapped++;
                } catch (OptimisticLockingFailureException rotatedMeanwhile) {
                    current = keychains.find(keychain.id()).orElseThrow();
                }
            }
        }
        return rewrapped;
    }
}
