package id.bekal.certification.credential;

import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.CertifiedUnit;
import id.bekal.certification.certificate.StatusEntry;
import id.bekal.certification.certificate.Title;
import id.bekal.certification.issuer.PublicUrl;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A certificate as a W3C Verifiable Credential 2.0 that carries an Open Badges 3.0
 * AchievementCredential: what the paper prints, and nothing of where, with whom or under which
 * agreement it was earned. Times are days: the hour of issue would set classes apart.
 */
final class AchievementCredential {

    static final String CONTEXT = "/credentials/contexts/v1";
    static final String SCHEMA = "/credentials/schemas/certificate-v1.json";

    /** Days begin in western Indonesia. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private AchievementCredential() {}

    /**
     * @param holder the name, as the certificate prints it
     */
    static Map<String, Object> of(
            Certificate certificate, String holder, StatusEntry status, PublicUrl publicUrl) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put(
                "@context",
                List.of(
                        "https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                        publicUrl.of(CONTEXT)));
        credential.put("id", publicUrl.of("/verify/" + certificate.token()));
        credential.put("type", List.of("VerifiableCredential", "AchievementCredential"));
        credential.put("name", certificate.title().indonesian());
        credential.put(
                "issuer",
                ordered(
                        "id", publicUrl.did(certificate.issuer()),
                        "type", List.of("Profile"),
                        "name", certificate.issuerName(),
                        "address",
                                ordered(
                                        "type", List.of("Address"),
                                        "addressCountry", "Indonesia",
                                        "addressLocality", certificate.issuerCity())));
        credential.put("validFrom", startOf(certificate.issuedOn()));
        LocalDate until = certificate.validUntil();
        if (until != null) {
            credential.put("validUntil", startOf(until.plusDays(1)));
        }
        credential.put("credentialSubject", subject(certificate, holder));
        String list = publicUrl.of(StatusEntry.path(status.list()));
        credential.put(
                "credentialStatus",
                ordered(
                        "id",
                        list + '#' + status.index(),
                        "type",
                        "BitstringStatusListEntry",
                        "statusPurpose",
                        "revocation",
                        "statusListIndex",
                        Integer.toString(status.index()),
                        "statusListCredential",
                        list));
        credential.put(
                "credentialSchema",
                List.of(ordered("id", publicUrl.of(SCHEMA), "type", "JsonSchema")));
        return credential;
    }

    private static Map<String, Object> subject(Certificate certificate, String holder) {
        List<CertifiedUnit> units = certificate.units();
        Map<String, Object> subject =
                ordered(
                        "type", List.of("AchievementSubject"),
                        "identifier",
                                List.of(
                                        ordered(
                                                "type",
                                                "IdentityObject",
                                                "hashed",
                                                false,
                                                "identityHash",
                                                holder,
                                                "identityType",
                                                "name")),
                        "licenseNumber", certificate.number(),
                        "achievement", achievement(certificate));
        if (!units.isEmpty()) {
            List<Map<String, Object>> results = new ArrayList<>();
            for (int i = 0; i < units.size(); i++) {
                results.add(
                        ordered(
                                "type", List.of("Result"),
                                "resultDescription", resultId(certificate, i),
                                "value", units.get(i).result().name()));
            }
            subject.put("result", results);
        }
        return subject;
    }

    private static Map<String, Object> achievement(Certificate certificate) {
        Map<String, Object> achievement =
                ordered(
                        "id", achievementId(certificate),
                        "type", List.of("Achievement"),
                        "achievementType", type(certificate.kind()),
                        "name", certificate.title().indonesian(),
                        "description", description(certificate),
                        "criteria", ordered("narrative", criteria(certificate)),
                        "fieldOfStudy", certificate.field(),
                        "inLanguage", "id");
        Integer hours = certificate.hours();
        if (hours != null) {
            achievement.put("trainingHours", hours);
        }
        List<Map<String, Object>> alignments = new ArrayList<>();
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < certificate.units().size(); i++) {
            CertifiedUnit unit = certificate.units().get(i);
            String code = unit.code();
            if (code != null) {
                alignments.add(
                        ordered(
                                "type",
                                List.of("Alignment"),
                                "targetCode",
                                code,
                                "targetName",
                                unit.title().indonesian(),
                                "targetFramework",
                                "SKKNI",
                                "targetType",
                                "CFItem",
                                "targetUrl",
                                "urn:skkni:" + code));
            }
            Map<String, Object> result =
                    ordered(
                            "id", resultId(certificate, i),
                            "type", List.of("ResultDescription"),
                            "name", bilingual(unit.title()),
                            "resultType", "Result",
                            "allowedValue",
                                    List.of(AssessmentResult.BK.name(), AssessmentResult.K.name()),
                            "requiredValue", AssessmentResult.K.name(),
                            "trainingHours", unit.hours());
            results.add(result);
        }
        if (!alignments.isEmpty()) {
            achievement.put("alignment", alignments);
        }
        if (!results.isEmpty()) {
            achievement.put("resultDescription", results);
        }
        return achievement;
    }

    /** The same for everyone who achieved the same: whoever the provider taught, and wherever. */
    private static String achievementId(Certificate certificate) {
        String of =
                certificate.issuer()
                        + "\n"
                        + certificate.kind()
                        + "\n"
                        + certificate.title().indonesian()
                        + "\n"
                        + certificate.hours()
                        + "\n"
                        + certificate.scheme()
                        + "\n"
                        + certificate.units().stream()
                                .map(unit -> unit.title().indonesian() + unit.hours())
                                .toList();
        return "urn:uuid:" + UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }

    private static String resultId(Certificate certificate, int unit) {
        return achievementId(certificate) + "#unit-" + (unit + 1);
    }

    private static String type(CertificateKind kind) {
        return switch (kind) {
            case TRAINING -> "CertificateOfCompletion";
            case STATEMENT_OF_ATTAINMENT -> "Achievement";
            case COMPETENCE -> "Certification";
        };
    }

    private static String description(Certificate certificate) {
        String kind =
                switch (certificate.kind()) {
                    case TRAINING -> "Sertifikat pelatihan / Training certificate: ";
                    case STATEMENT_OF_ATTAINMENT -> "Surat keterangan / Statement of attainment: ";
                    case COMPETENCE -> "Sertifikat kompetensi / Certificate of competence: ";
                };
        return kind + bilingual(certificate.title());
    }

    private static String criteria(Certificate certificate) {
        return switch (certificate.kind()) {
            case TRAINING ->
                    "Menyelesaikan pelatihan selama %1$d JP (1 JP = 45 menit) dan memenuhi syarat kehadiran dan penilaian. / Completed %1$d training hours of 45 minutes and met the requirements of attendance and assessment."
                            .formatted(certificate.hours());
            case STATEMENT_OF_ATTAINMENT ->
                    "Dinyatakan kompeten pada unit yang tercantum. / Found competent in the units listed.";
            case COMPETENCE ->
                    "Dinyatakan kompeten pada skema %1$s. / Found competent under scheme %1$s."
                            .formatted(certificate.scheme());
        };
    }

    private static String bilingual(Title title) {
        @Nullable String english = title.english();
        return english == null ? title.indonesian() : title.indonesian() + " / " + english;
    }

    private static String startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toString();
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
