package id.bekal.certification.certificate;

import static id.bekal.contracts.agreements.InstitutionRole.CERTIFICATION_BODY;

import id.bekal.certification.holder.Holder;
import id.bekal.certification.holder.HolderKey;
import id.bekal.certification.holder.HolderKeyFixture;
import id.bekal.certification.holder.KeyRing;
import id.bekal.certification.issuer.IssuerFixture;
import id.bekal.certification.issuer.Letterhead;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.training.AssessmentResult;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

public final class CertificateFixture {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    static final LearnerId LEARNER = new LearnerId("l1");
    public static final HolderKey LEARNERS_KEY = HolderKeyFixture.issued(LEARNER);
    static final KeyRing KEYS = HolderKeyFixture.ring(LEARNERS_KEY);
    static final Duration LAPSE = Duration.ofDays(14);
    static final List<Integer> NOTICES = List.of(90, 30);

    private CertificateFixture() {}

    static Achievement achievement(CertificateKind kind) {
        return new Achievement(
                kind,
                new ProgramId("p1"),
                LEARNER,
                HolderKeyFixture.SULASTRI,
                new Title("Juru Las", "Welder"),
                "Las",
                160,
                List.of(
                        new CertifiedUnit(
                                "C.24LAS01.028.1",
                                new Title("Mengelas", null),
                                160,
                                AssessmentResult.K)));
    }

    public static Certificate training() {
        return Certificate.issued(
                achievement(CertificateKind.TRAINING),
                KEYS,
                IssuerFixture.BLK,
                new Letterhead("UPT BLK Madiun", "Kota Madiun", "BLK-MADIUN"),
                "00001/BLK-MADIUN/2026",
                TODAY,
                NOW);
    }

    /** Made void by two. */
    static Certificate revoked() {
        return revoke(training());
    }

    static Certificate revoke(Certificate certificate) {
        certificate.requestRevocation("nama keliru", "officer", NOW, LAPSE);
        certificate.confirmRevocation("head", TODAY, NOW);
        return certificate;
    }

    static final Letterhead LETTERHEAD = new Letterhead("BBPVP", "Kota Madiun", "BBPVP");

    static Correction renaming(String name) {
        return new Correction(
                new Holder(name, "Madiun", LocalDate.of(1995, 3, 18)),
                Map.of(),
                "salah ketik",
                "head");
    }

    static Correction reassessing(String unit, AssessmentResult result) {
        return new Correction(null, Map.of(unit, result), "uji ulang", "head");
    }

    /** Another is to take its place and does not yet. */
    static Certificate awaitingSuccessor(Certificate certificate, Correction correction) {
        certificate.replace(correction, null, LETTERHEAD, KEYS, TODAY, NOW);
        return certificate;
    }

    static Certificate replaced() {
        Certificate certificate = awaitingSuccessor(training(), renaming("Sulastri Ningsih"));
        certificate.giveWayTo(certificate.successor(KEYS, "00002/BBPVP/2026", NOW), NOW);
        return certificate;
    }

    static Certificate competenceUntil(LocalDate validUntil) {
        return competence("Las Level 2", "LSP-17", validUntil);
    }

    static Certificate competence(String scheme, String number, LocalDate validUntil) {
        return Certificate.competence(
                achievement(CertificateKind.COMPETENCE),
                KEYS,
                IssuerFixture.inForceAs(CERTIFICATION_BODY),
                number,
                scheme,
                TODAY.minusDays(10),
                validUntil,
                NOTICES,
                TODAY,
                NOW);
    }
}
