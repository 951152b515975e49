package id.bekal.certification.verification;

import id.bekal.certification.credential.PackedCredential;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A compact JWS as far as it can be read without any key. Whoever wrote it may be hostile: nothing
 * it says is believed before its signature was checked, and of its header nothing is followed.
 *
 * @param keyId the header's {@code kid}
 * @param signed what the signature is of
 * @param signature 64 bytes
 */
record CompactCredential(String keyId, byte[] signed, byte[] signature, String payload) {

    /** Characters of the largest that is looked at; ours have 3,000, of sixty long units 90,000. */
    static final int MOST = 128 * 1024;

    /** An Ed25519 signature is of 64 bytes. */
    private static final Pattern COMPACT =
            Pattern.compile("[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]{86}");

    /** Any other could ask to be understood, or to fetch a key from elsewhere. */
    private static final Set<String> HEADERS = Set.of("alg", "typ", "cty", "kid");

    private static final int DEEPEST = 16;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** What came of reading it: the credential, or why there is none. */
    record Read(@Nullable CompactCredential credential, Verdict otherwise) {

        private static Read not(Verdict why) {
            return new Read(null, why);
        }
    }

    /**
     * Reads a text as a phone or a mail program may have broken it: white space does not count. In
     * the text of a QR code breaks do not count, and spaces do.
     */
    static Read read(String text) {
        String compact = withoutSpace(text);
        if (compact.isEmpty()) {
            return Read.not(Verdict.NOTHING_GIVEN);
        }
        if (compact.length() > MOST) {
            return Read.not(Verdict.TOO_LARGE);
        }
        if (!looksLikeOne(compact)) {
            compact = PackedCredential.unpack(text, MOST);
            if (compact.length() > MOST) {
                return Read.not(Verdict.TOO_LARGE);
            }
            if (!looksLikeOne(compact)) {
                return Read.not(Verdict.NOT_A_CREDENTIAL);
            }
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        byte[] header;
        byte[] payload;
        byte[] signature;
        try {
            header = Base64.getUrlDecoder().decode(compact.substring(0, first));
            payload = Base64.getUrlDecoder().decode(compact.substring(first + 1, second));
            signature = Base64.getUrlDecoder().decode(compact.substring(second + 1));
        } catch (IllegalArgumentException e) {
            return Read.not(Verdict.NOT_A_CREDENTIAL);
        }
        JsonNode members = object(new String(header, StandardCharsets.UTF_8));
        if (members == null || !members.path("alg").isString()) {
            return Read.not(Verdict.NOT_A_CREDENTIAL);
        }
        if (!HEADERS.containsAll(members.propertyNames())
                || !members.path("alg").stringValue("").equals("EdDSA")
                || !members.path("kid").isString()) {
            return Read.not(Verdict.MALFORMED);
        }
        return new Read(
                new CompactCredential(
                        members.path("kid").stringValue(""),
                        compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                        signature,
                        new String(payload, StandardCharsets.UTF_8)),
                Verdict.MALFORMED);
    }

    static boolean looksLikeOne(String text) {
        return text.length() <= MOST && COMPACT.matcher(text).matches();
    }

    /** The payload's members; null when it is no JSON object. */
    @Nullable JsonNode members() {
        return object(payload);
    }

    private static @Nullable JsonNode object(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Reads no further than is needed to know that it is too large. */
    private static String withoutSpace(String text) {
        StringBuilder rest = new StringBuilder(Math.min(text.length(), MOST));
        for (int i = 0; i < text.length() && rest.length() <= MOST; i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '\u00a0' && c != '\ufeff' && c != '\u200b') {
                rest.append(c);
            }
        }
        return rest.toString();
    }
}
