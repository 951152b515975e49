package id.bekal.certification.holder;

import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.MasterKeys;

import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.Collection;

/** Gives the keys to encrypt and open holders with. */
@Component
public class Holders {

    private final HolderKeys keys;
    private final MasterKeys masterKeys;
    private final JsonMapper json;

    Holders(HolderKeys keys, MasterKeys masterKeys, JsonMapper json) {
        this.keys = keys;
        this.masterKeys = masterKeys;
        this.json = json;
    }

    /** The keys of these learners, read once; kept in memory no longer than it takes. */
    public KeyRing keysOf(Collection<LearnerId> learners) {
        return new KeyRing(keys.findAll(learners), masterKeys, json);
    }
}
