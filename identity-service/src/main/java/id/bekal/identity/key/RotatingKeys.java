package id.bekal.identity.key;

import id.bekal.identity.IdentitySettings;
import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.secret.MasterKeys;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.Changes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

import java.time.Clock;

/**
 * Replaces the key that signs, on demand and by age. Any number of instances may try at once: the
 * ring is one document, so one of them succeeds and the others find it done.
 */
@Service
public class RotatingKeys {

    private static final Logger log = LoggerFactory.getLogger(RotatingKeys.class);

    private final SigningKeys keys;
    private final KeyRings rings;
    private final MasterKeys masterKeys;
    private final IdentitySettings settings;
    private final Clock clock;

    RotatingKeys(
            SigningKeys keys,
            KeyRings rings,
            MasterKeys masterKeys,
            IdentitySettings settings,
            Clock clock) {
        this.keys = keys;
        this.rings = rings;
        this.masterKeys = masterKeys;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds a key; it is published at once and signs after the propagation time. */
    public Outcome<KeyRing.SealedKey> rotate() {
        if (!(keys instanceof RingKeys ring)) {
            return Outcome.refused(IdentityRule.KEYS_COME_FROM_A_FILE);
        }
        ring.published();
        Outcome<KeyRing> outcome =
                Changes.follow(
                        rings,
                        RingId.ONLY,
                        found ->
                                found.rotate(
                                        masterKeys,
                                        clock.instant(),
                                        settings.signing().propagation(),
                                        settings.tokenLifetime()));
        ring.refresh();
        return outcome.map(KeyRing::newest);
    }

    /** Rotates when the key's age asks for it; whoever comes second finds it under way. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void rotateWhenDue() {
        if (!(keys instanceof RingKeys)) {
            return;
        }
        boolean due =
                rings.find(RingId.ONLY)
                        .filter(
                                ring ->
                                        ring.isDue(
                                                clock.instant(), settings.signing().rotateEvery()))
                        .isPresent();
        if (due && rotate() instanceof Outcome.Accepted<KeyRing.SealedKey>(KeyRing.SealedKey key)) {
            log.info("signing key {} signs from {}", key.id(), key.signsFrom());
        }
    }
}
