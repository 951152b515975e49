package id.bekal.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

class OfflineCheckTests {

    private static final String DID = "did:web:sertifikat.example:issuers:blk";
    private static final String KEY = DID + "#key-1";
    private static final String LIST = "https://sertifikat.example/status-lists/blk-1";
    private static final String HEADER =
            "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\",\"kid\":\"" + KEY + "\"}";

    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private KeyPair pair;

    @BeforeEach
    void keepTheIssuersKey() throws Exception {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String x = encoded(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(
                folder.resolve("keys/blk.json"),
                """
                {"id":"%s","verificationMethod":[{"id":"%s","type":"JsonWebKey","controller":"%s",
                "publicKeyJwk":{"kty":"OKP","crv":"Ed25519","x":"%s"}}],"assertionMethod":["%s"]}
                """
                        .formatted(DID, KEY, DID, x, KEY));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private String signed(String header, String payload) throws Exception {
        String input = encoded(header) + '.' + encoded(payload);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + '.' + encoded(signature.sign());
    }

    private static String payload(String more) {
        return """
        {"id":"https://sertifikat.example/verify/x","type":["VerifiableCredential","AchievementCredential"],
        "issuer":{"id":"%s","name":"UPT BLK"},"validFrom":"2026-11-19T17:00:00Z",%s
        "credentialStatus":{"statusListIndex":"10","statusListCredential":"%s"},
        "credentialSubject":{"identifier":[{"identityHash":"Sulastri"}],"licenseNumber":"00001/BLK/2026",
        "achievement":{"name":"Juru Las","trainingHours":90,"resultDescription":[{"name":"K3"}]},"result":[{"value":"K"}]}}
        """
                .formatted(DID, more, LIST);
    }

    private String genuine() throws Exception {
        return signed(HEADER, payload(""));
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private int check(String credential, @Nullable Path status) throws Exception {
        return check(file("credential.jwt", credential), status);
    }

    private int check(Path credential, @Nullable Path status) {
        return new OfflineCheck(
                        IssuerKeys.in(folder.resolve("keys")),
                        Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC),
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .check(credential, status);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Nested
    class Signatures {

        @Test
        void areGoodWhenTheIssuerMadeThem() throws Exception {
            assertThat(check(genuine(), null)).isZero();
            assertThat(said())
                    .contains("ASLI", "GENUINE", "Sulastri", "00001/BLK/2026", "90 JP", "K3, K")
                    .contains("Tidak dapat diketahui tanpa jaringan", "cannot be known without");
        }

        @Test
        void mayBeBrokenIntoLines() throws Exception {
            assertThat(check("\ufeff" + genuine().replaceAll("(.{60})", "$1\r\n "), null)).isZero();
        }

        @Test
        void areBadWhenAnythingWasChanged() throws Exception {
            String genuine = genuine();
            String other = signed(HEADER, payload("").replace("Sulastri", "Penipu12"));
            String mixed =
                    other.substring(0, other.lastIndexOf('.'))
                            + genuine.substring(genuine.lastIndexOf('.'));
            assertThat(check(mixed, null)).isEqualTo(1);
            assertThat(said()).contains("TIDAK SAH").doesNotContain("Penipu12");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":\"none\",\"kid\":\"%s\"}",
                    "{\"alg\":\"HS256\",\"kid\":\"%s\"}",
                    "{\"alg\":\"EdDSA\"}",
                    "{\"alg\":\"EdDSA\",\"crit\":[\"x\"],\"x\":1,\"kid\":\"%s\"}",
                    "{\"alg\":\"EdDSA\",\"jku\":\"https://evil.example\",\"kid\":\"%s\"}",
                    "{\"alg\":\"EdDSA\",\"kid\":\"did:web:evil.example:issuers:blk#key-1\"}",
                    "{\"alg\":\"EdDSA\",\"kid\":\"" + DID + "#key-2\"}"
                })
        void countOnlyByTheKeysThatAreHere(String header) throws Exception {
            assertThat(check(signed(header.formatted(KEY), payload("")), null)).isEqualTo(1);
            assertThat(said()).contains("NOT GENUINE");
        }

        @Test
        void countOnlyForTheIssuerItself() throws Exception {
            assertThat(check(signed(HEADER, payload("").replace(DID, DID + "x")), null))
                    .isEqualTo(1);
            assertThat(check(signed(HEADER, payload("").replace("Achieve", "Other")), null))
                    .isEqualTo(1);
        }

        /** Sixty units with long titles take 90,000 characters. */
        @Test
        void areLookedForInNoMoreThanAnyCredentialTakes() throws Exception {
            assertThat(check(sized(128 * 1024), null)).isZero();
            assertThat(check(sized(128 * 1024 + 2), null)).isEqualTo(1);
            assertThat(said()).contains("this is no digital certificate");
        }

        /** The header's blanks make up what base64url's groups leave over. */
        private String sized(int size) throws Exception {
            String header = HEADER;
            int room = size - 88 - encoded(header).length();
            while (room % 4 != 0) {
                header = header.replace("}", " }");
                room = size - 88 - encoded(header).length();
            }
            String payload = payload("");
            int blanks = room / 4 * 3 - payload.getBytes(StandardCharsets.UTF_8).length;
            String credential = signed(header, payload + " ".repeat(blanks));
            assertThat(credential).hasSize(size);
            return credential;
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "a.b.c", "{}", "%PDF-1.7 nothing"})
        void areNotInAnythingElse(String text) throws Exception {
            assertThat(check(text, null)).isEqualTo(1);
        }
    }

    @Nested
    class Dates {

        @ParameterizedTest
        @CsvSource({"2026-11-24T00:00:01Z,0", "2026-11-24T00:00:00Z,1", "2026-11-23T23:59:59Z,1"})
        void endWhenTheySay(String until, int code) throws Exception {
            assertThat(check(signed(HEADER, payload("\"validUntil\":\"" + until + "\",")), null))
                    .isEqualTo(code);
        }

        @Test
        void beginWhenTheySay() throws Exception {
            assertThat(check(signed(HEADER, payload("").replace("2026-11-19", "2026-11-24")), null))
                    .isEqualTo(1);
            assertThat(said()).contains("BELUM BERLAKU");
        }
    }

    @Nested
    class StatusLists {

        private Path list(int set, String id) throws Exception {
            byte[] bits = new byte[16_384];
            bits[set / 8] |= (byte) (0x80 >>> set % 8);
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(bits);
            }
            return file(
                    "list.jwt",
                    signed(
                            HEADER,
                            """
                            {"id":"%s","type":["VerifiableCredential","BitstringStatusListCredential"],
                            "issuer":"%s","validFrom":"2026-11-23T12:00:00Z","validUntil":"2026-11-24T12:00:00Z",
                            "credentialSubject":{"statusPurpose":"revocation","encodedList":"u%s"}}
                            """
                                    .formatted(id, DID, encoded(zipped.toByteArray()))));
        }

        @Test
        void tellWhatWasRevoked() throws Exception {
            assertThat(check(genuine(), list(10, LIST))).isEqualTo(1);
            assertThat(said()).contains("DICABUT ATAU DIGANTI", "2026-11-23T12:00:00Z");
        }

        @ParameterizedTest
        @ValueSource(ints = {9, 11})
        void tellNothingOfOtherPlaces(int set) throws Exception {
            assertThat(check(genuine(), list(set, LIST))).isZero();
            assertThat(said()).contains("Belum dicabut", "Not revoked");
        }

        @Test
        void countOnlyForTheirOwnCertificates() throws Exception {
            assertThat(check(genuine(), list(9, LIST + "0"))).isEqualTo(1);
            assertThat(check(genuine(), file("list2.jwt", genuine()))).isEqualTo(1);
            assertThat(check(genuine(), file("list3.jwt", "x"))).isEqualTo(1);
        }
    }

    @Nested
    class Pdfs {

        private Path pdf(boolean deflated, String... credentials) throws Exception {
            var out = new ByteArrayOutputStream();
            out.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
            for (String credential : credentials) {
                out.writeBytes("1 0 obj<<>>stream\r\n".getBytes(StandardCharsets.US_ASCII));
                if (deflated) {
                    var deflater = new DeflaterOutputStream(out);
                    deflater.write(credential.getBytes(StandardCharsets.US_ASCII));
                    deflater.finish();
                } else {
                    out.writeBytes(credential.getBytes(StandardCharsets.US_ASCII));
                }
                out.writeBytes("\nendstream\nendobj\n".getBytes(StandardCharsets.US_ASCII));
            }
            return Files.write(folder.resolve("x.pdf"), out.toByteArray());
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void carryOne(boolean deflated) throws Exception {
            assertThat(check(pdf(deflated, "other", genuine()), null)).isZero();
        }

        @Test
        void mayBeOfTwoMegabytes() throws Exception {
            byte[] pdf = Files.readAllBytes(pdf(true, genuine()));
            int most = 2 * 1024 * 1024;
            Path padded = folder.resolve("padded.pdf");
            assertThat(check(Files.write(padded, Arrays.copyOf(pdf, most)), null)).isZero();
            assertThat(check(Files.write(padded, Arrays.copyOf(pdf, most + 1)), null)).isEqualTo(1);
            assertThat(said()).contains("the file is too large");
        }

        @Test
        void doNotCarryNoneOrTwo() throws Exception {
            assertThat(check(pdf(true), null)).isEqualTo(1);
            assertThat(check(pdf(true, genuine(), signed(HEADER, "{}")), null)).isEqualTo(1);
        }
    }

    @Nested
    class Codes {

        private String lines(String jws) {
            String[] parts = jws.split("\\.");
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return new String(decoder.decode(parts[0]), StandardCharsets.UTF_8)
                    + '\n'
                    + new String(decoder.decode(parts[1]), StandardCharsets.UTF_8)
                    + '\n'
                    + parts[2];
        }

        /** The payload without its line breaks, as a service writes it. */
        private String code() throws Exception {
            return QrFixture.packed(lines(signed(HEADER, payload("").replace("\n", ""))));
        }

        private int checkPicture(byte[] picture) throws Exception {
            return check(Files.write(folder.resolve("scan.png"), picture), null);
        }

        @Test
        void areReadAsText() throws Exception {
            assertThat(check(code(), null)).isZero();
            assertThat(said()).contains("ASLI", "Sulastri");
            assertThat(check("\ufeff" + code().replaceAll("(.{60})", "$1\r\n"), null)).isZero();
            assertThat(check(QrFixture.packed(genuine()), null)).isZero();
        }

        @Test
        void countForNothingWhenTheyWereChanged() throws Exception {
            String[] parts = lines(signed(HEADER, payload("").replace("\n", ""))).split("\n");
            String changed =
                    parts[0] + '\n' + parts[1].replace("Sulastri", "Penipu12") + '\n' + parts[2];
            assertThat(check(QrFixture.packed(changed), null)).isEqualTo(1);
            assertThat(said()).contains("TIDAK SAH").doesNotContain("Penipu12");
            assertThat(check(code().substring(3), null)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpeg"})
        void areFoundInPictures(String format) throws Exception {
            assertThat(checkPicture(QrFixture.picture(format, code()))).isZero();
            assertThat(
                            checkPicture(
                                    QrFixture.picture(
                                            format, "https://sertifikat.example/verify/x", code())))
                    .isZero();
        }

        @Test
        void areNotTheirAddressesNorTwo() throws Exception {
            assertThat(
                            checkPicture(
                                    QrFixture.picture(
                                            "png", "https://sertifikat.example/verify/x")))
                    .isEqualTo(1);
            assertThat(said()).contains("mungkin hanya alamat", "perhaps an address alone");
            String other =
                    QrFixture.packed(
                            lines(
                                    signed(
                                            HEADER,
                                            payload("").replace("\n", "").replace("90", "91"))));
            assertThat(checkPicture(QrFixture.picture("png", code(), other))).isEqualTo(1);
            assertThat(said()).contains("2 digital certificates");
            assertThat(checkPicture(QrFixture.picture("png"))).isEqualTo(1);
            assertThat(said()).contains("0 digital certificates");
        }

        @Test
        void areNotInPicturesThatAreBrokenOrTooLarge() throws Exception {
            byte[] picture = QrFixture.picture("png", code());
            assertThat(checkPicture(Arrays.copyOf(picture, 500))).isEqualTo(1);
            byte[] huge = picture.clone();
            huge[17] = 0x40; // four million pixels wide
            assertThat(checkPicture(huge)).isEqualTo(1);
            assertThat(said()).contains("this picture cannot be read");
            assertThat(checkPicture(Arrays.copyOf(picture, 16 * 1024 * 1024))).isZero();
            assertThat(checkPicture(Arrays.copyOf(picture, 16 * 1024 * 1024 + 1))).isEqualTo(1);
            assertThat(said()).contains("the file is too large");
        }

        /** Drawn by the service, scanned at 200 dpi (PicturesOfPapers). */
        @Test
        void areFoundOnAPaperOfTheService() throws Exception {
            Path scanned = Path.of("src/test/resources/qr");
            Files.copy(scanned.resolve("did.json"), folder.resolve("keys/scanned.json"));
            assertThat(check(scanned.resolve("page.png"), null)).isZero();
            assertThat(said())
                    .contains("ASLI", "Raden Ayu", "Menyusun laporan pekerjaan pengelasan");
        }
    }

    @Nested
    class Command {

        private int run(String... command) {
            return new Quickstart(
                            new Home(folder),
                            Map.of(),
                            new PrintStream(said, true, StandardCharsets.UTF_8))
                    .run(List.of(command));
        }

        @Test
        void takesAFileAndKeys() throws Exception {
            String file = file("c.jwt", genuine()).toString();
            String keys = folder.resolve("keys").toString();
            assertThat(run("verify", file, "--keys", keys)).isZero();
            assertThat(run("verify", "--keys", keys + "/blk.json", file)).isZero();
            Files.createDirectories(new Home(folder).config().resolve("issuers"));
            Files.copy(
                    folder.resolve("keys/blk.json"),
                    new Home(folder).config().resolve("issuers/blk.json"));
            assertThat(run("verify", file)).isZero();
            assertThat(run("verify", file("d.jwt", genuine() + "A").toString())).isEqualTo(1);
        }

        @Test
        void saysHowItIsUsed() throws Exception {
            String file = file("c.jwt", genuine()).toString();
            assertThat(run("verify")).isEqualTo(2);
            assertThat(run("verify", file, file)).isEqualTo(2);
            assertThat(run("verify", file, "--keys")).isEqualTo(2);
            assertThat(run("verify", file, "--nonsense", "x")).isEqualTo(2);
            assertThat(run("verify", file, "--keys", folder + "/nowhere")).isEqualTo(2);
            assertThat(run("verify", folder + "/nothing", "--keys", folder + "/keys")).isEqualTo(2);
        }
    }
}
