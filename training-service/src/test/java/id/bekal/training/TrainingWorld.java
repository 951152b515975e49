package id.bekal.training;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.AgreementSnapshot;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.testing.Api;
import id.bekal.testing.TestServers;
import id.bekal.testing.TopicReader;

import org.awaitility.Awaitility;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A prison and a provider with an agreement, as training-service hears of them; each test makes its
 * own.
 */
public final class TrainingWorld {

    public static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jakarta"));
    public static final LocalDate FROM = TODAY.minusDays(27);

    /** One for all learners of the tests, where certification-service makes one for each. */
    public static final ECKey HOLDER_KEY = key();

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("holder").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public final String prison = unique("lapas");
    public final String otherPrison = unique("lapas");
    public final String provider = unique("blk");
    public final String lpka = unique("lpka");
    public final String certifier = unique("lsp");
    public final String overseer = unique("kanwil");
    public final String agreement = unique("pks");
    public final Api asPrison;
    public final Api asOtherPrison;
    public final Api asProvider;
    public final Api asStranger;
    public final Api asHead;
    public final Api asOverseer;
    public final Api asCertifier;
    private final String kafka = TestServers.started().kafka();
    private long heard;

    public TrainingWorld(int port) {
        asPrison = Api.at(port).as(prison, "LAPAS");
        asOtherPrison = Api.at(port).as(otherPrison, "LAPAS");
        asHead = Api.at(port).as(prison, "LAPAS", "HEAD");
        asOverseer = Api.at(port).as(overseer, "REGIONAL_AUTHORITY", "OFFICER");
        asCertifier = Api.at(port).as(certifier, "LSP");
        asProvider = Api.at(port).as(provider, "BLK");
        asStranger = Api.at(port).as(unique("blk"), "BLK");
    }

    private static String unique(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public TrainingWorld withInstitutions() {
        institution(prison, "LAPAS", InstitutionRole.CORRECTIONAL);
        institution(otherPrison, "LAPAS", InstitutionRole.CORRECTIONAL);
        institution(lpka, "LPKA", InstitutionRole.CORRECTIONAL);
        institution(provider, "BLK", InstitutionRole.TRAINING_PROVIDER);
        institution(certifier, "LSP", InstitutionRole.CERTIFICATION_BODY);
        return this;
    }

    private void institution(String id, String kind, InstitutionRole role) {
        tell(
                id,
                1,
                new InstitutionRegistered(
                        new InstitutionSnapshot(
                                new InstitutionId(id),
                                kind,
                                Set.of(role),
                                null,
                                id,
                                "Madiun",
                                new InstitutionId(overseer),
                                null,
                                true)));
    }

    public AgreementSnapshot terms(AgreementState state, Integer quota, AtAgreementEnd atEnd) {
        return new AgreementSnapshot(
                new AgreementId(agreement),
                "PKS",
                state,
                List.of(new InstitutionId(prison), new InstitutionId(provider)),
                List.of(new InstitutionId(overseer)),
                List.of("welding"),
                quota,
                TODAY.minusDays(60),
                TODAY.plusDays(300),
                atEnd,
                null,
                null);
    }

    public void tell(DomainEvent event) {
        tell(agreement, ++heard, event);
    }

    private void tell(String subject, long sequence, DomainEvent event) {
        TopicReader.put(
                kafka,
                "bekal.agreements.v1",
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/agreements-service",
                        subject,
                        Instant.now(),
                        sequence,
                        Set.of(),
                        null,
                        event));
    }

    /** An agreement in force, known to the service. */
    public TrainingWorld withAgreement(Integer quota) {
        withInstitutions();
        tell(new AgreementActivated(terms(AgreementState.ACTIVE, quota, AtAgreementEnd.RUN_OUT)));
        return this;
    }

    public String curriculum() {
        return asProvider
                .post(
                        "/api/curricula",
                        Map.of(
                                "field",
                                "welding",
                                "titleId",
                                "Las SMAW",
                                "minimumAttendance",
                                80,
                                "units",
                                List.of(
                                        Map.of(
                                                "code", "C.24LAS01.001.1",
                                                "titleId", "Persiapan",
                                                "hours", 16),
                                        Map.of(
                                                "code", "C.24LAS01.028.1",
                                                "titleId", "Fillet",
                                                "hours", 24))))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    public String instructor(LocalDate validUntil) {
        return asProvider
                .post(
                        "/api/instructors",
                        Map.of(
                                "name",
                                "Instruktur",
                                "certificates",
                                List.of(
                                        Map.of(
                                                "number", "REG-1",
                                                "field", "welding",
                                                "validUntil", validUntil.toString()))))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    public Map<String, Object> programRequest(String curriculum, int capacity) {
        return new java.util.HashMap<>(
                Map.of(
                        "agreement", agreement,
                        "custodian", prison,
                        "curriculum", curriculum,
                        "from", FROM.toString(),
                        "until", TODAY.toString(),
                        "capacity", capacity,
                        "mode", "AT_PRISON"));
    }

    /** A program that takes enrolments. */
    public String openProgram(int capacity) {
        Map<String, Object> request = programRequest(curriculum(), capacity);
        Awaitility.await()
                .until(
                        () -> {
                            Api.Answer answer = asProvider.post("/api/programs", request);
                            if (answer.status() == 201) {
                                program = answer.json().path("id").asString();
                            }
                            return answer.status() == 201;
                        });
        asProvider.post("/api/programs/" + program + "/opening", Map.of()).expect(200);
        return program;
    }

    private String program = "";

    public String learner() {
        return learner(TODAY.plusDays(400));
    }

    public String learner(LocalDate earliestRelease) {
        return registered(
                asPrison,
                Map.of(
                        "name",
                        "Warga Uji",
                        "birthPlace",
                        "Ngawi",
                        "birthDate",
                        "1990-01-02",
                        "registerNumber",
                        "B.I " + UUID.randomUUID(),
                        "heldSince",
                        TODAY.minusDays(500).toString(),
                        "earliestRelease",
                        earliestRelease.toString()));
    }

    /** Registers a learner once the service has heard of the institution. */
    public static String registered(Api as, Map<String, Object> learner) {
        return Awaitility.await()
                .until(
                        () -> as.post("/api/learners", learner),
                        answer -> !answer.code().equals("NOT_A_CUSTODIAN"))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    public Api.Answer propose(String program, String learner) {
        return asPrison.post(
                "/api/programs/" + program + "/enrolments", Map.of("learner", learner));
    }

    public Api.Answer approve(String program, String learner) {
        return asPrison.post(
                "/api/programs/" + program + "/enrolments/" + learner + "/approval",
                Map.of("approved", true, "officer", "Ketua TPP"));
    }

    public String enrolled(String program) {
        String learner = learner();
        propose(program, learner).expect(201);
        approve(program, learner).expect(200);
        tellHolderKey(learner);
        return learner;
    }

    /** What certification-service answers to who got a seat. */
    public void tellHolderKey(String learner) {
        TopicReader.put(
                kafka,
                "bekal.certification.v1",
                EventEnvelope.of(
                        UUID.randomUUID().toString(),
                        "/certification-service",
                        learner,
                        Instant.now(),
                        1,
                        Set.of(),
                        null,
                        new HolderKeyIssued(
                                new LearnerId(learner), HOLDER_KEY.toPublicJWK().toJSONString())));
    }

    public JsonNode enrolment(String program, String learner) {
        return asPrison.get("/api/programs/" + program + "/enrolments/" + learner)
                .expect(200)
                .json();
    }

    /** Five sessions of 8 JP, four days apart; returns their ids. */
    public List<String> sessions(String program, String instructor) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    asProvider
                            .post(
                                    "/api/programs/" + program + "/sessions",
                                    Map.of(
                                            "on", FROM.plusDays(4L * i).toString(),
                                            "hours", 8,
                                            "part", "PRACTICE",
                                            "units", List.of("C.24LAS01.001.1"),
                                            "instructors", List.of(instructor)))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString());
        }
        return ids;
    }

    public Api.Answer attend(String program, String session, Map<String, String> codes) {
        return attend(program, session, codes, Instant.now());
    }

    public Api.Answer attend(
            String program, String session, Map<String, String> codes, Instant recordedAt) {
        return asProvider.put(
                "/api/programs/" + program + "/sessions/" + session + "/attendance",
                Map.of(
                        "entries",
                        codes.entrySet().stream()
                                .map(
                                        entry ->
                                                Map.of(
                                                        "learner", entry.getKey(),
                                                        "code", entry.getValue(),
                                                        "recordedAt", recordedAt.toString()))
                                .toList()));
    }

    public Api.Answer assess(
            String program, String unit, LocalDate on, Map<String, String> results) {
        return asProvider.post(
                "/api/programs/" + program + "/assessments",
                Map.of(
                        "unit", unit,
                        "assessor", Map.of("number", "ASR-1"),
                        "on", on.toString(),
                        "results",
                                results.entrySet().stream()
                                        .map(
                                                entry ->
                                                        Map.of(
                                                                "learner", entry.getKey(),
                                                                "result", entry.getValue()))
                                        .toList()));
    }
}
