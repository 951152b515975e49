package id.bekal.identity.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

import id.bekal.identity.key.KeyRing.SealedKey;
import id.bekal.identity.secret.MasterKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of the store's {@link KeyRing}, looked at again every few seconds: far less than the
 * time a new key is published before it signs, so that every instance verifies with it by then.
 */
final class RingKeys implements SigningKeys {

    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

    private record Seen(KeyRing ring, Instant at) {}

    private final KeyRings rings;
    private final MasterKeys masterKeys;
    private final Clock clock;
    private final Duration lifetime;

    private volatile @Nullable Seen seen;
    private final Map<String, JWK> opened = new ConcurrentHashMap<>();

    RingKeys(KeyRings rings, MasterKeys masterKeys, Clock clock, Duration lifetime) {
        this.rings = rings;
        this.masterKeys = masterKeys;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    public JWK current() {
        return opened(ring().signing(clock.instant()));
    }

    @Override
    public JWKSet published() {
        return new JWKSet(
                ring().published(clock.instant(), lifetime).stream().map(this::opened).toList());
    }

    private JWK opened(SealedKey key) {
        return opened.computeIfAbsent(key.id(), id -> KeyRing.opened(key, masterKeys));
    }

    private KeyRing ring() {
        Instant now = clock.instant();
        Seen last = seen;
        if (last == null || !now.isBefore(last.at().plus(LOOK_AGAIN_AFTER))) {
            last = new Seen(looked(now), now);
            seen = last;
        }
        return last.ring();
    }

    private KeyRing looked(Instant now) {
        Optional<KeyRing> found = rings.find(RingId.ONLY);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            return rings.save(KeyRing.begun(masterKeys, now));
        } catch (DuplicateKeyException anotherInstanceBeganIt) {
            return rings.find(RingId.ONLY).orElseThrow();
        }
    }

    /** Looks again at once: the ring was changed here. */
    void refresh() {
        seen = null;
    }
}
