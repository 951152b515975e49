package id.bekal.quickstart;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/**
 * Checks a certificate's credential with nothing but files: its issuer's DID document and, if
 * given, a status list. Written from the standards and not from the service that signs, so that it
 * is a second opinion. Whether it was revoked cannot be known without a list, and as of a list's
 * time with one.
 */
final class OfflineCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_FILE = 2 * 1024 * 1024;

    /** Photographs are larger than papers. */
    private static final int LARGEST_PICTURE = 16 * 1024 * 1024;

    private static final int LARGEST_CREDENTIAL = 128 * 1024;
    private static final int LARGEST_STATUS_LIST = 256 * 1024;
    private static final int LARGEST_LIST = 1024 * 1024;
    private static final Pattern COMPACT =
            Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern STREAM = Pattern.compile("stream\r?\n");
    private static final Set<String> HEADERS = Set.of("alg", "typ", "cty", "kid");
    private static final String ED25519_SPKI = "302a300506032b6570032100";

    /** Why it is not genuine, in both languages. */
    private static final class NotGenuineException extends Exception {
        NotGenuineException(String indonesian, String english) {
            super(indonesian + "\n  " + english);
        }
    }

    private record Verified(String issuer, JsonNode payload) {}

    private final IssuerKeys keys;
    private final Clock clock;
    private final PrintStream out;

    OfflineCheck(IssuerKeys keys, Clock clock, PrintStream out) {
        this.keys = keys;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Says what it found, in Indonesian and English.
     *
     * @param statusList as {@code /status-lists/ID} gave it; null when there is none
     * @return 0 when it is genuine and, as far as can be told, stands; else 1
     */
    int check(Path file, @Nullable Path statusList) {
        try {
            Verified verified = verify(credentialIn(file));
            JsonNode credential = verified.payload();
            if (!has(credential.path("type"), "AchievementCredential")
                    || !credential
                            .path("issuer")
                            .path("id")
                            .asString("")
                            .equals(verified.issuer())) {
                throw new NotGenuineException(
                        "ditandatangani penerbit yang dikenal, tetapi bukan sertifikat.",
                        "signed by a known issuer, but not a certificate.");
            }
            out.println("ASLI: ditandatangani penerbitnya dan tidak diubah.");
            out.println("  GENUINE: signed by its issuer and unchanged.");
            print(credential);
            return dates(credential) & status(credential, verified.issuer(), statusList) ? 0 : 1;
        } catch (NotGenuineException e) {
            out.println("TIDAK SAH / NOT GENUINE: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String credentialIn(Path file) throws IOException, NotGenuineException {
        byte[] bytes = read(file, LARGEST_PICTURE);
        if (QrPicture.isOne(bytes)) {
            return inPicture(bytes);
        }
        if (bytes.length > LARGEST_FILE) {
            throw tooLarge(file);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), 1024)).contains("%PDF-")
                ? inPdf(bytes, text)
                : QrText.unpacked(text, LARGEST_CREDENTIAL).orElse(text);
    }

    private static String inPicture(byte[] picture) throws NotGenuineException {
        Set<String> codes;
        try {
            codes = QrPicture.texts(picture);
        } catch (IOException e) {
            throw new NotGenuineException(
                    "gambar ini tidak dapat dibaca.", "this picture cannot be read.");
        }
        Set<String> found = new TreeSet<>();
        for (String code : codes) {
            QrText.unpacked(code, LARGEST_CREDENTIAL)
                    .filter(jws -> COMPACT.matcher(jws).matches())
                    .ifPresent(found::add);
        }
        if (found.isEmpty() && !codes.isEmpty()) {
            throw new NotGenuineException(
                    "kode QR di gambar ini tidak memuat sertifikat digital, mungkin hanya alamat.",
                    "the QR code in this picture carries no digital certificate, perhaps an address"
                            + " alone.");
        }
        if (found.size() != 1) {
            throw new NotGenuineException(
                    "gambar ini memuat " + found.size() + " sertifikat digital, bukan satu.",
                    "this picture carries " + found.size() + " digital certificates, not one.");
        }
        return found.iterator().next();
    }

    private static String inPdf(byte[] bytes, String text) throws NotGenuineException {
        Set<String> found = new TreeSet<>();
        Matcher stream = STREAM.matcher(text);
        int at = 0;
        while (stream.find(at)) {
            int start = stream.end();
            int end = text.indexOf("endstream", start);
            end = end < 0 ? text.length() : end;
            for (String attached :
                    new String[] {
                        text.substring(start, Math.min(end, start + LARGEST_CREDENTIAL + 2)),
                        inflated(bytes, start, Math.min(end, start + LARGEST_CREDENTIAL + 1024))
                    }) {
                if (COMPACT.matcher(attached.strip()).matches()) {
                    found.add(attached.strip());
                }
            }
            at = Math.min(end + "endstream".length(), text.length());
        }
        if (found.size() != 1) {
            throw new NotGenuineException(
                    "PDF ini memuat " + found.size() + " sertifikat digital, bukan satu.",
                    "this PDF carries " + found.size() + " digital certificates, not one.");
        }
        return found.iterator().next();
    }

    private static String inflated(byte[] bytes, int start, int end) {
        Inflater inflater = new Inflater();
        byte[] room = new byte[LARGEST_CREDENTIAL];
        int length = 0;
        try {
            inflater.setInput(bytes, start, Math.max(0, end - start));
            int more = 1;
            while (more > 0 && length < room.length) {
                more = inflater.inflate(room, length, room.length - length);
                length += more;
            }
            return inflater.finished()
                    ? new String(room, 0, length, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (DataFormatException e) {
            return "";
        } finally {
            inflater.end();
        }
    }

    private static byte[] read(Path file, int most) throws IOException, NotGenuineException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge(file);
            }
            return bytes;
        }
    }

    private static NotGenuineException tooLarge(Path file) {
        return new NotGenuineException(
                "berkas terlalu besar: " + file, "the file is too large: " + file);
    }

    private Verified verify(String text) throws NotGenuineException {
        return verify(text, LARGEST_CREDENTIAL);
    }

    private Verified verify(String text, int most) throws NotGenuineException {
        String compact = text.replaceAll("[\\s\u00a0\u00ef\u00bb\u00bf]", "");
        NotGenuineException unreadable =
                new NotGenuineException(
                        "isinya bukan sertifikat digital (JWS).",
                        "this is no digital certificate (JWS).");
        if (compact.length() > most || !COMPACT.matcher(compact).matches()) {
            throw unreadable;
        }
        JWSObject jws;
        JsonNode payload;
        try {
            jws = JWSObject.parse(compact);
            payload = JSON.readTree(jws.getPayload().toString());
        } catch (ParseException | IllegalArgumentException | JacksonException e) {
            throw unreadable;
        }
        JWSHeader header = jws.getHeader();
        String keyId = header.getKeyID();
        if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                || !HEADERS.containsAll(header.toJSONObject().keySet())
                || keyId == null
                || !payload.isObject()) {
            throw unreadable;
        }
        byte[] key =
                keys.find(keyId)
                        .orElseThrow(
                                () ->
                                        new NotGenuineException(
                                                "kunci penerbitnya tidak ada di sini: " + keyId,
                                                "its issuer's key is not here: " + keyId));
        if (!isSigned(key, jws.getSigningInput(), jws.getSignature().decode())) {
            throw new NotGenuineException(
                    "tanda tangannya tidak cocok: isinya diubah, atau ditandatangani pihak lain.",
                    "the signature does not match: it was changed, or signed by someone else.");
        }
        return new Verified(keyId.substring(0, keyId.indexOf('#')), payload);
    }

    private static boolean isSigned(byte[] key, byte[] message, byte[] signature) {
        try {
            byte[] spki = HexFormat.of().parseHex(ED25519_SPKI + HexFormat.of().formatHex(key));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void print(JsonNode credential) {
        JsonNode subject = credential.path("credentialSubject");
        JsonNode achievement = subject.path("achievement");
        line("Nama / Holder", subject.path("identifier").path(0).path("identityHash"));
        line("Judul / Title", achievement.path("name"));
        line("Nomor / Number", subject.path("licenseNumber"));
        if (achievement.path("trainingHours").isInt()) {
            out.println(
                    "  Lama / Duration: " + achievement.path("trainingHours").intValue() + " JP");
        }
        for (int i = 0; i < achievement.path("resultDescription").size(); i++) {
            out.printf(
                    "  Unit: %s, %s%n",
                    clean(achievement.path("resultDescription").path(i).path("name")),
                    clean(subject.path("result").path(i).path("value")));
        }
        line("Penerbit / Issuer", credential.path("issuer").path("name"));
        line("Sejak / Since", credential.path("validFrom"));
        line("Sampai / Until", credential.path("validUntil"));
        line("Periksa / Check online", credential.path("id"));
    }

    private void line(String name, JsonNode value) {
        if (value.isString()) {
            out.println("  " + name + ": " + clean(value));
        }
    }

    /** Nothing in it moves the cursor. */
    private static String clean(JsonNode value) {
        return value.asString("").replaceAll("\\p{Cntrl}", "?");
    }

    private boolean dates(JsonNode credential) {
        Instant now = clock.instant();
        if (isAfter(credential.path("validFrom"), now)) {
            out.println("BELUM BERLAKU / NOT YET VALID");
            return false;
        }
        if (credential.has("validUntil") && !isAfter(credential.path("validUntil"), now)) {
            out.println("KEDALUWARSA / EXPIRED");
            return false;
        }
        return true;
    }

    private static boolean isAfter(JsonNode moment, Instant now) {
        try {
            return Instant.parse(moment.asString("")).isAfter(now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean status(JsonNode credential, String issuer, @Nullable Path file)
            throws IOException, NotGenuineException {
        if (file == null) {
            out.println("Dicabut atau diganti? Tidak dapat diketahui tanpa jaringan.");
            out.println("  Revoked or replaced? That cannot be known without network.");
            return true;
        }
        Verified list =
                verify(
                        new String(read(file, LARGEST_STATUS_LIST), StandardCharsets.ISO_8859_1),
                        LARGEST_STATUS_LIST);
        JsonNode entry = credential.path("credentialStatus");
        JsonNode subject = list.payload().path("credentialSubject");
        if (!list.issuer().equals(issuer)
                || !has(list.payload().path("type"), "BitstringStatusListCredential")
                || !subject.path("statusPurpose").asString("").equals("revocation")
                || !list.payload()
                        .path("id")
                        .asString("-")
                        .equals(entry.path("statusListCredential").asString(""))) {
            out.println(
                    "Daftar status ini bukan untuk sertifikat ini / this status list is not of this certificate");
            return false;
        }
        String asOf = clean(list.payload().path("validFrom"));
        if (!isAfter(list.payload().path("validUntil"), clock.instant())) {
            out.println("Daftar status ini sudah lama: " + asOf);
            out.println("  This status list is old: " + asOf);
        }
        if (isSet(subject.path("encodedList").asString(""), entry.path("statusListIndex"))) {
            out.println("DICABUT ATAU DIGANTI menurut daftar " + asOf);
            out.println("  REVOKED OR REPLACED by the list of " + asOf);
            return false;
        }
        out.println("Belum dicabut menurut daftar " + asOf);
        out.println("  Not revoked by the list of " + asOf);
        return true;
    }

    private static boolean isSet(String encoded, JsonNode index) throws NotGenuineException {
        try {
            int place = Integer.parseInt(index.asString(""));
            byte[] zipped = Base64.getUrlDecoder().decode(encoded.substring(1));
            var bits = new ByteArrayOutputStream();
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
                bits.writeBytes(gzip.readNBytes(LARGEST_LIST));
            }
            return (bits.toByteArray()[place / 8] & 0x80 >>> place % 8) != 0;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new NotGenuineException(
                    "daftar status tidak dapat dibaca.", "the status list cannot be read.");
        }
    }

    private static boolean has(JsonNode types, String type) {
        return types.valueStream().anyMatch(one -> one.asString("").equals(type));
    }
}
