package id.bekal.certification.status;

import id.bekal.certification.certificate.StatusEntry;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.certification.signing.Jws;
import id.bekal.certification.signing.Keychains;

import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

/**
 * Lists as credentials of their issuers (Bitstring Status List 1.0), signed when somebody asks and
 * the list changed or the signature is an hour old. A change is seen by the next who asks, at any
 * instance.
 */
@Component
public class SignedStatusLists {

    /** How long a fetched list may be kept: a revocation is known everywhere within it. */
    public static final Duration KEPT = Duration.ofSeconds(30);

    private static final Duration RESIGNED_AFTER = Duration.ofHours(1);
    private static final Duration VALID_FOR = Duration.ofDays(1);
    private static final int MOST_CACHED = 256;

    private record Signed(long version, Instant at, String jws) {}

    private final StatusLists lists;
    private final Keychains keychains;
    private final PublicUrl publicUrl;
    private final Clock clock;

    /** The least recently asked for goes first; 256 of at most 23 kB. */
    private final Map<String, Signed> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Signed> eldest) {
                    return size() > MOST_CACHED;
                }
            };

    SignedStatusLists(StatusLists lists, Keychains keychains, PublicUrl publicUrl, Clock clock) {
        this.lists = lists;
        this.keychains = keychains;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** The list as a compact JWS; empty when there is none. */
    public Optional<String> find(String id) {
        OptionalLong version = lists.versionOf(id);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Signed cached;
        synchronized (cache) {
            cached = cache.get(id);
        }
        if (cached != null
                && cached.version() == version.getAsLong()
                && now.isBefore(cached.at().plus(RESIGNED_AFTER))) {
            return Optional.of(cached.jws());
        }
        return lists.find(id)
                .map(
                        list -> {
                            var signed = new Signed(list.version(), now, sign(list, now));
                            synchronized (cache) {
                                cache.put(id, signed);
                            }
                            return signed.jws();
                        });
    }

    private String sign(StatusList list, Instant now) {
        String url = publicUrl.of(StatusEntry.path(list.id()));
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("@context", List.of("https://www.w3.org/ns/credentials/v2"));
        credential.put("id", url);
        credential.put("type", List.of("VerifiableCredential", "BitstringStatusListCredential"));
        credential.put("issuer", publicUrl.did(list.issuer()));
        credential.put("validFrom", from.toString());
        credential.put("validUntil", from.plus(VALID_FOR).toString());
        credential.put(
                "credentialSubject",
                Map.of(
                        "id",
                        url + "#list",
                        "type",
                        "BitstringStatusList",
                        "statusPurpose",
                        "revocation",
                        "encodedList",
                        encoded(list.bits())));
        return Jws.sign(keychains.signerOf(list.issuer()), publicUrl, credential);
    }

    /** Section 3.2: GZIP, then base64url as multibase. */
    private static String encoded(byte[] bits) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 'u'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(compressed.toByteArray());
    }
}
