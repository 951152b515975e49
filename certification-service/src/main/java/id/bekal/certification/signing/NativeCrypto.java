package id.bekal.certification.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.Provider;

/**
 * Amazon's native provider, where its code loads: what issuing spends its time on is twice to fifty
 * times as fast.
 */
public final class NativeCrypto {

    private static final Logger log = LoggerFactory.getLogger(NativeCrypto.class);

    private static final @Nullable Provider PROVIDER = loaded();

    private NativeCrypto() {}

    private static @Nullable Provider loaded() {
        try {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            return AmazonCorrettoCryptoProvider.INSTANCE;
        } catch (Throwable e) { // also errors: native code that does not fit this machine
            log.warn("native cryptography does not load, the JDK's own is used: {}", e.toString());
            return null;
        }
    }

    /** Null where it does not load, which leaves the choice to the JDK. */
    public static @Nullable Provider provider() {
        return PROVIDER;
    }
}
