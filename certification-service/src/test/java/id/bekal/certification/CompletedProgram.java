package id.bekal.certification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
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
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitResult;
import id.bekal.contracts.training.UnitSummary;
import id.bekal.platform.sealing.Sealer;
import id.bekal.platform.web.NewIds;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A completed program as training-service tells of it, seat by seat. */
public final class CompletedProgram {

    /** What is sealed to when nobody will open it. */
    private static final ECKey ANY_KEY = key();

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
    private final Set<LearnerId> unsealed = new HashSet<>();
    private final Map<LearnerId, ECKey> keys = new HashMap<>();
    private LocalDate completedOn = COMPLETED_ON;
    private @Nullable InstitutionId certifier;

    private CompletedProgram(InstitutionId provider) {
        this.provider = provider;
    }

    public static CompletedProgram of(String provider) {
        return new CompletedProgram(new InstitutionId(provider));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("any").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public CompletedProgram completedOn(LocalDate day) {
        completedOn = day;
        return this;
    }

    /** The certification body that tests its candidates. */
    public CompletedProgram certifier(String body) {
        certifier = new InstitutionId(body);
        return this;
    }

    /** Training was told of this learner's key, and seals to it from now on. */
    public CompletedProgram sealedTo(LearnerId learner, ECKey publicKey) {
        keys.put(learner, publicKey);
        return this;
    }

    /** Training has nothing to print of this learner. */
    public CompletedProgram withoutHolder(int seat) {
        unsealed.add(learner(seat));
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
                SeatOutcome.LEFT,
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
        seats.add(new SeatResult(learner, outcome, hours, 100, List.of(units), entitlement, null));
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

    public List<LearnerId> learners() {
        return seats.stream().map(SeatResult::learner).toList();
    }

    public LearnerId learner(int seat) {
        return seats.get(seat).learner();
    }

    public String name(int seat) {
        return holders.get(seat).name();
    }

    public ProgramCompleted event() {
        List<SeatResult> results = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            SeatResult seat = seats.get(i);
            results.add(
                    new SeatResult(
                            seat.learner(),
                            seat.outcome(),
                            seat.hours(),
                            seat.attendance(),
                            seat.units(),
                            seat.entitlement(),
                            partOf(holders.get(i))));
        }
        return new ProgramCompleted(
                program,
                provider,
                CURRICULUM,
                completedOn.minusDays(28),
                completedOn,
                results,
                certifier);
    }

    private @Nullable String partOf(SealedHolder holder) {
        if (unsealed.contains(holder.learner())) {
            return null;
        }
        ECKey key = keys.getOrDefault(holder.learner(), ANY_KEY);
        return new Sealer(List.of(key), JsonMapper.shared()).seal(holder);
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
