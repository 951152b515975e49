package id.bekal.certification.paper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * @param qr what the QR codes carry
 * @param cache how many bytes of drawn papers are kept in memory
 * @param keep how long one of them is kept at most: it names someone
 * @param atOnce how many are drawn at the same time; 0: one for each core
 * @param waiting how long a request waits for its turn
 * @param keyStore file of a PKCS#12 key store to sign with; empty: papers are not signed
 * @param keyAlias of the key in it; empty: the first one that is a key
 */
@ConfigurationProperties("bekal.paper")
record PaperSettings(
        Codes qr,
        DataSize cache,
        Duration keep,
        int atOnce,
        Duration waiting,
        String keyStore,
        String keyStorePassword,
        String keyAlias) {

    /** What of a certificate is in QR codes. */
    enum Codes {
        /** The address of its verification alone. */
        ADDRESS,
        /** That, and in a code of its own the signed credential. */
        CREDENTIAL
    }

    int drawnAtOnce() {
        return atOnce > 0 ? atOnce : Runtime.getRuntime().availableProcessors();
    }

    /** Without the password: it may end up in a log. */
    @Override
    public String toString() {
        return "PaperSettings[keyStore=" + keyStore + "]";
    }
}
