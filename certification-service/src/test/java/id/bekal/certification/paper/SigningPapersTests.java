package id.bekal.certification.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.verapdf.pdfa.flavours.PDFAFlavour;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;

class SigningPapersTests {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String PASSWORD = "made for this test";

    @TempDir Path folder;
    private Path store;
    private byte[] paper;

    @BeforeEach
    void draws() {
        store = folder.resolve("papers.p12");
        paper = new DrawingPapers().draw(SheetFixture.training());
    }

    private SigningPapers signing(String alias) {
        return new SigningPapers(settings(store.toString(), PASSWORD, alias), CLOCK);
    }

    private static PaperSettings settings(String file, String password, String alias) {
        return new PaperSettings(
                PaperSettings.Codes.ADDRESS,
                DataSize.ofMegabytes(1),
                Duration.ofMinutes(1),
                1,
                Duration.ofSeconds(1),
                file,
                password,
                alias);
    }

    /** A key store with one key, certified by itself. */
    private void hasKey(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=UPT BLK Madiun");
        X509CertificateHolder certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(NOW.minusSeconds(60)),
                                Date.from(NOW.plus(Duration.ofDays(365))),
                                name,
                                pair.getPublic())
                        .build(
                                new JcaContentSignerBuilder(
                                                algorithm.equals("EC")
                                                        ? "SHA256withECDSA"
                                                        : "SHA256withRSA")
                                        .build(pair.getPrivate()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "papers",
                pair.getPrivate(),
                PASSWORD.toCharArray(),
                new Certificate[] {new JcaX509CertificateConverter().getCertificate(certificate)});
        try (OutputStream out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
    }

    /** What was signed, as its bytes are now. */
    private static CMSSignedData signatureOf(byte[] signed) throws Exception {
        try (PDDocument document = Loader.loadPDF(signed)) {
            PDSignature signature = document.getLastSignatureDictionary();
            return new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(signed)),
                    signature.getContents(signed));
        }
    }

    private static boolean holds(CMSSignedData data) throws Exception {
        SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
        X509CertificateHolder certificate =
                (X509CertificateHolder)
                        data.getCertificates().getMatches(signer.getSID()).iterator().next();
        try {
            return signer.verify(
                    new JcaSimpleSignerInfoVerifierBuilder()
                            .build(new JcaX509CertificateConverter().getCertificate(certificate)));
        } catch (CMSException changed) {
            return false;
        }
    }

    @Nested
    class WithAKey {

        @ParameterizedTest
        @ValueSource(strings = {"RSA", "EC"})
        void signsAllOfThePaper(String algorithm) throws Exception {
            hasKey(algorithm);
            byte[] signed = signing("papers").sign(paper);
            assertThat(holds(signatureOf(signed))).isTrue();
            try (PDDocument document = Loader.loadPDF(signed)) {
                PDSignature signature = document.getLastSignatureDictionary();
                assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
                assertThat(signature.getSignDate().toInstant()).isEqualTo(NOW);
                int[] range = signature.getByteRange();
                assertThat(range[0]).isZero();
                assertThat(range[2] + range[3]).isEqualTo(signed.length);
            }
        }

        @Test
        void saysWithWhichCertificateInItsSignedAttributes() throws Exception {
            hasKey("EC");
            CMSSignedData data = signatureOf(signing("").sign(paper));
            SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
            AttributeTable attributes = signer.getSignedAttributes();
            byte[] hash =
                    SigningCertificateV2.getInstance(
                                    attributes
                                            .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                                            .getAttrValues()
                                            .getObjectAt(0))
                            .getCerts()[0]
                            .getCertHash();
            X509CertificateHolder certificate =
                    data.getCertificates().getMatches(null).iterator().next();
            assertThat(hash)
                    .isEqualTo(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            assertThat(attributes.get(CMSAttributes.signingTime)).isNull();
        }

        @Test
        void doesNotHoldOnceAByteIsChanged() throws Exception {
            hasKey("EC");
            byte[] good = signing("").sign(paper);
            CMSSignedData data;
            try (PDDocument document = Loader.loadPDF(good)) {
                PDSignature signature = document.getLastSignatureDictionary();
                byte[] content = signature.getSignedContent(good);
                content[paper.length / 2] ^= 1;
                data =
                        new CMSSignedData(
                                new CMSProcessableByteArray(content), signature.getContents(good));
            }
            assertThat(holds(data)).isFalse();
        }

        @Test
        void staysPdfA3u() throws Exception {
            hasKey("EC");
            assertThat(DrawingPapersTests.objections(signing("").sign(paper), PDFAFlavour.PDFA_3_U))
                    .isEmpty();
        }

        @Test
        void leavesTheDrawnBytesAsTheyAre() throws Exception {
            hasKey("RSA");
            byte[] signed = signing("").sign(paper);
            assertThat(signed).startsWith(paper);
        }
    }

    @Nested
    class WithoutAKey {

        @Test
        void givesThePaperAsItIs() {
            SigningPapers none = new SigningPapers(settings("", "", ""), CLOCK);
            assertThat(none.isConfigured()).isFalse();
            assertThat(none.sign(paper)).isSameAs(paper);
        }

        @Test
        void doesNotStartWithAStoreThatIsNotThere() {
            assertThatThrownBy(() -> signing("")).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void doesNotStartWithAWrongPassword() throws Exception {
            hasKey("EC");
            assertThatThrownBy(
                            () -> new SigningPapers(settings(store.toString(), "wrong", ""), CLOCK))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("wrong");
        }

        @Test
        void doesNotStartWithAnAliasThatIsNotThere() throws Exception {
            hasKey("EC");
            assertThatThrownBy(() -> signing("other"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("other");
        }
    }
}
