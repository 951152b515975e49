package id.bekal.certification.paper;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;

/**
 * Signs papers as PAdES baseline B-B, where a key store is set; else they stay as they are. The
 * claimed time is when it signs, so that a paper drawn twice has the same pages and two signatures.
 */
@Component
class SigningPapers {

    /** Of a signature with a chain of certificates. */
    private static final int MOST_BYTES = 32_768;

    private record Signer(PrivateKey key, List<X509Certificate> chain) {

        X509Certificate certificate() {
            return chain.getFirst();
        }

        String algorithm() {
            return switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default ->
                        throw new IllegalStateException(
                                "papers are signed with RSA or EC, not " + key.getAlgorithm());
            };
        }
    }

    private final @Nullable Signer signer;
    private final Clock clock;

    /**
     * @throws IllegalStateException when a key store is set and cannot be used
     */
    SigningPapers(PaperSettings settings, Clock clock) {
        this.signer = settings.keyStore().isBlank() ? null : signer(settings);
        this.clock = clock;
    }

    private static Signer signer(PaperSettings settings) {
        char[] password = settings.keyStorePassword().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance(new File(settings.keyStore()), password);
            String alias = settings.keyAlias().isBlank() ? onlyKey(store) : settings.keyAlias();
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain == null || !(store.getKey(alias, password) instanceof PrivateKey key)) {
                throw new IllegalStateException("the key store for papers has no key " + alias);
            }
            return new Signer(key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // the last one when there is no such file
            throw new IllegalStateException("the key store for papers cannot be read", e);
        }
    }

    private static String onlyKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new IllegalStateException("the key store for papers has no key");
    }

    boolean isConfigured() {
        return signer != null;
    }

    byte[] sign(byte[] paper) {
        Signer by = signer;
        if (by == null) {
            return paper;
        }
        try (PDDocument document = Loader.loadPDF(paper);
                SignatureOptions options = new SignatureOptions()) {
            options.setPreferredSignatureSize(MOST_BYTES);
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            GregorianCalendar now = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            now.setTimeInMillis(clock.millis());
            signature.setSignDate(now);
            document.addSignature(signature, content -> signed(by, content), options);
            var out = new ByteArrayOutputStream(paper.length + 3 * MOST_BYTES);
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] signed(Signer by, InputStream content) throws IOException {
        try {
            ContentSigner contentSigner =
                    new JcaContentSignerBuilder(by.algorithm()).build(by.key());
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    parameters -> {
                                        AttributeTable defaults =
                                                new DefaultSignedAttributeTableGenerator(
                                                                new AttributeTable(
                                                                        certificateAttribute(by)))
                                                        .getAttributes(parameters);
                                        // PAdES: the time stands in the document, not here
                                        return defaults.remove(CMSAttributes.signingTime);
                                    })
                            .build(contentSigner, by.certificate()));
            generator.addCertificates(new JcaCertStore(by.chain()));
            return generator
                    .generate(new CMSProcessableByteArray(content.readAllBytes()), false)
                    .getEncoded();
        } catch (OperatorCreationException | CMSException | GeneralSecurityException e) {
            throw new IOException("the paper could not be signed", e);
        }
    }

    private static ASN1EncodableVector certificateAttribute(Signer by) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(by.certificate().getEncoded());
            var attributes = new ASN1EncodableVector();
            attributes.add(
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash)))));
            return attributes;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
