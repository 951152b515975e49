package id.bekal.certification.paper;

import id.bekal.certification.certificate.CertifiedUnit;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Credentials as long as the service's own, signed by the JDK; {@code PaperIT} has real ones. */
final class CredentialFixture {

    static final String DID = "did:web:bekal.example.go.id:issuers:blk-madiun";
    private static final String BASE = "https://bekal.example.go.id";
    private static final String ACHIEVEMENT = "urn:uuid:0d9a1a3e-6a0c-3a56-9a4b-7c4d0f6f1f55";

    private CredentialFixture() {}

    static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signature is of the right size, and always the same. */
    static String unsigned(Sheet sheet) {
        byte[] signature = new byte[64];
        for (int i = 0; i < signature.length; i++) {
            signature[i] = (byte) (i * 37 + 11);
        }
        return input(JsonMapper.shared().writeValueAsString(payload(sheet)))
                + '.'
                + encoded(signature);
    }

    static String signed(Sheet sheet, KeyPair pair) throws GeneralSecurityException {
        String input = input(JsonMapper.shared().writeValueAsString(payload(sheet)));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + '.' + encoded(signature.sign());
    }

    /** Of this payload, with some signature. */
    static String of(String payload) {
        return input(payload) + '.' + "A".repeat(86);
    }

    private static String input(String payload) {
        String header =
                "{\"alg\":\"EdDSA\",\"typ\":\"vc+jwt\",\"cty\":\"vc\",\"kid\":\"%s#key-1\"}"
                        .formatted(DID);
        return encoded(header.getBytes(StandardCharsets.UTF_8))
                + '.'
                + encoded(payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The issuer's DID document. */
    static String didDocument(KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        return """
        {"id":"%1$s","verificationMethod":[{"id":"%1$s#key-1","type":"JsonWebKey","controller":"%1$s",\
        "publicKeyJwk":{"kty":"OKP","crv":"Ed25519","x":"%2$s"}}],"assertionMethod":["%1$s#key-1"]}
        """
                .formatted(DID, encoded(Arrays.copyOfRange(spki, spki.length - 32, spki.length)));
    }

    private static Map<String, Object> payload(Sheet sheet) {
        List<Object> alignments = new ArrayList<>();
        List<Object> descriptions = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        for (CertifiedUnit unit : sheet.units()) {
            String id = ACHIEVEMENT + "#unit-" + (descriptions.size() + 1);
            if (unit.code() != null) {
                alignments.add(
                        ordered(
                                "type",
                                List.of("Alignment"),
                                "targetCode",
                                unit.code(),
                                "targetName",
                                unit.title().indonesian(),
                                "targetFramework",
                                "SKKNI",
                                "targetType",
                                "CFItem",
                                "targetUrl",
                                "urn:skkni:" + unit.code()));
            }
            descriptions.add(
                    ordered(
                            "id",
                            id,
                            "type",
                            List.of("ResultDescription"),
                            "name",
                            unit.title().indonesian() + " / " + unit.title().english(),
                            "resultType",
                            "Result",
                            "allowedValue",
                            List.of("BK", "K"),
                            "requiredValue",
                            "K",
                            "trainingHours",
                            unit.hours()));
            results.add(
                    ordered(
                            "type",
                            List.of("Result"),
                            "resultDescription",
                            id,
                            "value",
                            unit.result().name()));
        }
        String list = BASE + "/status-lists/blk-madiun-1";
        return ordered(
                "@context",
                List.of(
                        "https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                        BASE + "/credentials/contexts/v1"),
                "id",
                SheetFixture.VERIFY,
                "type",
                List.of("VerifiableCredential", "AchievementCredential"),
                "name",
                sheet.title().indonesian(),
                "issuer",
                ordered(
                        "id",
                        DID,
                        "type",
                        List.of("Profile"),
                        "name",
                        sheet.issuerName(),
                        "address",
                        ordered(
                                "type",
                                List.of("Address"),
                                "addressCountry",
                                "Indonesia",
                                "addressLocality",
                                sheet.issuerCity())),
                "validFrom",
                "2026-11-19T17:00:00Z",
                "credentialSubject",
                ordered(
                        "type",
                        List.of("AchievementSubject"),
                        "identifier",
                        List.of(
                                ordered(
                                        "type",
                                        "IdentityObject",
                                        "hashed",
                                        false,
                                        "identityHash",
                                        sheet.holder().name(),
                                        "identityType",
                                        "name")),
                        "licenseNumber",
                        sheet.number(),
                        "achievement",
                        ordered(
                                "id",
                                ACHIEVEMENT,
                                "type",
                                List.of("Achievement"),
                                "achievementType",
                                "CertificateOfCompletion",
                                "name",
                                sheet.title().indonesian(),
                                "description",
                                "Sertifikat pelatihan / Training certificate: "
                                        + sheet.title().indonesian()
                                        + " / "
                                        + sheet.title().english(),
                                "criteria",
                                ordered(
                                        "narrative",
                                        "Menyelesaikan pelatihan selama 160 JP (1 JP = 45 menit) dan"
                                                + " memenuhi syarat kehadiran dan penilaian. / Completed"
                                                + " 160 training hours of 45 minutes and met the"
                                                + " requirements of attendance and assessment."),
                                "fieldOfStudy",
                                sheet.field(),
                                "inLanguage",
                                "id",
                                "trainingHours",
                                160,
                                "alignment",
                                alignments,
                                "resultDescription",
                                descriptions),
                        "result",
                        results),
                "credentialStatus",
                ordered(
                        "id",
                        list + "#47712",
                        "type",
                        "BitstringStatusListEntry",
                        "statusPurpose",
                        "revocation",
                        "statusListIndex",
                        "47712",
                        "statusListCredential",
                        list),
                "credentialSchema",
                List.of(
                        ordered(
                                "id",
                                BASE + "/credentials/schemas/certificate-v1.json",
                                "type",
                                "JsonSchema")));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
