package id.bekal.certification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.CurriculumSummary;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.contracts.training.SealedHolders;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitResult;
import id.bekal.contracts.training.UnitSummary;
import id.bekal.platform.sealing.Sealer;
import id.bekal.platform.web.NewIds;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A completed program as training-service tells of it, seat by seat. */
public final class CompletedProgram {

    /** What training seals for; this JVM's own. */
    public static final ECKey KEY = key();

    public static final LocalDate COMPLETED_ON = LocalDate.of(2026, 11, 20);
    public static final String FIELD = "Las";
    public static final UnitSummary WELDING =
            new UnitSummary("u1", "C.24LAS01.028.1", "Mengelas SMAW", "SMAW welding", 100);
    public static final UnitSummary SAFETY = new UnitSummary("u2", null, "Menerapkan K3", null, 60);
    public static final CurriculumSummary CURRICULUM =
            new CurriculumSummary(
                    new CurriculumId("las-smaw"),
                    3,
                    FIELD,
                    "Juru Las SMAW",
                    "SMAW Welder",
                    160,
                    List.of(WELDING, SAFETY));

    private final ProgramId program = new ProgramId(NewIds.random());
    private final InstitutionId provider;
    private final List<SeatResult> seats = new ArrayList<>();
    private final List<SealedHolder> holders = new ArrayList<>();
    private LocalDate completedOn = COMPLETED_ON;

    private CompletedProgram(InstitutionId provider) {
        this.provider = provider;
    }

    public static CompletedProgram of(String provider) {
        return new CompletedProgram(new InstitutionId(provider));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("sealing-test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String privateKeys() {
        return new JWKSet(KEY).toString(false);
    }

    public CompletedProgram completedOn(LocalDate day) {
        completedOn = day;
        return this;
    }

    /** So many who completed it. */
    public CompletedProgram graduates(int count) {
        for (int i = 0; i < count; i++) {
            seat(
                    SeatOutcome.COMPLETED,
                    160,
                    Entitlement.TRAINING_CERTIFICATE,
                    result(WELDING, AssessmentResult.K),
                    result(SAFETY, AssessmentResult.K));
        }
        return this;
    }

    /** One who left with one unit of two. */
    public CompletedProgram leaver() {
        return seat(
                SeatOutcome.RELEASED_EARLY,
                90,
                Entitlement.STATEMENT_OF_ATTAINMENT,
                result(WELDING, AssessmentResult.BK),
                result(SAFETY, AssessmentResult.K));
    }

    /** One who stays without. */
    public CompletedProgram failure() {
        return seat(
                SeatOutcome.NOT_COMPLETED,
                160,
                Entitlement.NONE,
                result(WELDING, AssessmentResult.BK));
    }

    public CompletedProgram seat(
            SeatOutcome outcome, int hours, Entitlement entitlement, UnitResult... units) {
        LearnerId learner = new LearnerId(NewIds.random());
        seats.add(new SeatResult(learner, outcome, hours, 100, List.of(units), entitlement));
        holders.add(
                new SealedHolder(
                        learner,
                        "Sulastri ke-" + seats.size(),
                        "Magetan",
                        LocalDate.of(1995, 3, 17)));
        return this;
    }

    public static UnitResult result(UnitSummary unit, AssessmentResult result) {
        return new UnitResult(unit.key(), result, COMPLETED_ON.minusDays(1));
    }

    public ProgramId id() {
        return program;
    }

    public LearnerId learner(int seat) {
        return seats.get(seat).learner();
    }

    public String name(int seat) {
        return holders.get(seat).name();
    }

    public ProgramCompleted event() {
        String sealed =
                new Sealer(List.of(KEY.toPublicJWK()), JsonMapper.shared())
                        .seal(new SealedHolders(holders));
        return new ProgramCompleted(
                program,
                provider,
                CURRICULUM,
                completedOn.minusDays(28),
                completedOn,
                seats,
                sealed);
    }

    public EventEnvelope envelope() {
        return EventEnvelope.of(
                UUID.randomUUID().toString(),
                "/training-service",
                program.value(),
                Instant.parse("2026-11-20T09:00:00Z"),
                7,
                Set.of(provider),
                null,
                event());
    }
}
