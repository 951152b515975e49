package id.bekal.testing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Keys of this JVM for the personal data of tests. */
public final class TestKeys {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] FIRST = random();
    private static final byte[] HASH = random();

    private TestKeys() {}

    /** A Tink keyset of one AES-256-GCM key. */
    public static String masterKeys() {
        return keyset(1, key(1, FIRST));
    }

    /** The same with a second key, which is the primary. */
    public static String rotatedMasterKeys() {
        return keyset(2, key(1, FIRST), key(2, random()));
    }

    public static String hashKey() {
        return Base64.getEncoder().encodeToString(HASH);
    }

    private static String keyset(int primary, String... keys) {
        return Arrays.stream(keys)
                .collect(
                        Collectors.joining(
                                ",", "{\"primaryKeyId\":%d,\"key\":[".formatted(primary), "]}"));
    }

    private static String key(int id, byte[] secret) {
        // google.crypto.tink.AesGcmKey as protobuf: field 3, bytes of this length
        byte[] value = ByteBuffer.allocate(34).put((byte) 0x1a).put((byte) 32).put(secret).array();
        return """
                {"keyData":{"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey",\
                "value":"%s","keyMaterialType":"SYMMETRIC"},\
                "status":"ENABLED","keyId":%d,"outputPrefixType":"TINK"}"""
                .formatted(Base64.getEncoder().encodeToString(value), id);
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
