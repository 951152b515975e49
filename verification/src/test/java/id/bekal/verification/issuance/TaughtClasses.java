package id.bekal.verification.issuance;

import com.nimbusds.jose.jwk.ECKey;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.HolderKeyIssued;
import id.bekal.contracts.training.AssessmentResult;
import id.bekal.contracts.training.CurriculumSummary;
import id.bekal.contracts.training.Entitlement;
import id.bekal.contracts.training.LearnerEnrolled;
import id.bekal.contracts.training.ProgramCompleted;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.contracts.training.SeatOutcome;
import id.bekal.contracts.training.SeatResult;
import id.bekal.contracts.training.UnitResult;
import id.bekal.contracts.training.UnitSummary;
import id.bekal.platform.sealing.Sealer;
import id.bekal.platform.web.NewIds;

import tools.jackson.databind.json.JsonMapper;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Learners, and classes of them as training-service would tell of them. A learner sits in many
 * classes; who they are was sealed once, to the key that certification made.
 */
final class TaughtClasses {

    static final LocalDate COMPLETED_ON = LocalDate.of(2026, 11, 20);
    private static final UnitSummary WELDING =
            new UnitSummary("u1", "C.24LAS01.028.1", "Mengelas SMAW", "SMAW welding", 100);
    private static final UnitSummary SAFETY =
            new UnitSummary("u2", null, "Menerapkan K3", null, 60);
    private static final CurriculumSummary CURRICULUM =
            new CurriculumSummary(
                    new CurriculumId("las-smaw"),
                    3,
                    "Las",
                    "Juru Las SMAW",
                    "SMAW Welder",
                    160,
                    List.of(WELDING, SAFETY));

    private final List<LearnerId> learners;
    private final Map<LearnerId, String> sealed = new HashMap<>();
    private final int seats;
    private int next;

    TaughtClasses(int learners, int seats) {
        if (learners < seats) {
            throw new IllegalArgumentException("fewer learners than seats in a class");
        }
        this.learners =
                IntStream.range(0, learners).mapToObj(i -> new LearnerId(NewIds.random())).toList();
        this.seats = seats;
    }

    int seats() {
        return seats;
    }

    /** That each learner got a seat. */
    List<EventEnvelope> enrolments() {
        ProgramId program = new ProgramId(NewIds.random());
        return learners.stream()
                .map(
                        learner ->
                                told(
                                        learner.value(),
                                        Set.of(),
                                        new LearnerEnrolled(program, learner, 1)))
                .toList();
    }

    /** Seals who they are to the keys that were made for them. */
    void seal(List<HolderKeyIssued> keys) {
        for (HolderKeyIssued key : keys) {
            int number = learners.indexOf(key.learner());
            if (number < 0) {
                continue;
            }
            try {
                sealed.put(
                        key.learner(),
                        new Sealer(List.of(ECKey.parse(key.publicKey())), JsonMapper.shared())
                                .seal(
                                        new SealedHolder(
                                                key.learner(),
                                                "Sulastri ke-" + number,
                                                "Magetan",
                                                LocalDate.of(1995, 3, 17))));
            } catch (ParseException e) {
                throw new IllegalStateException(e);
            }
        }
        if (sealed.size() != learners.size()) {
            throw new IllegalStateException(sealed.size() + " keys of " + learners.size());
        }
    }

    /** The next class, whose learners all completed it. */
    EventEnvelope completed(String provider) {
        ProgramId program = new ProgramId(NewIds.random());
        List<SeatResult> results = new ArrayList<>();
        for (int seat = 0; seat < seats; seat++) {
            LearnerId learner = learners.get(next++ % learners.size());
            results.add(
                    new SeatResult(
                            learner,
                            SeatOutcome.COMPLETED,
                            160,
                            100,
                            List.of(competent(WELDING), competent(SAFETY)),
                            Entitlement.TRAINING_CERTIFICATE,
                            sealed.get(learner)));
        }
        return told(
                program.value(),
                Set.of(new InstitutionId(provider)),
                new ProgramCompleted(
                        program,
                        new InstitutionId(provider),
                        CURRICULUM,
                        COMPLETED_ON.minusDays(28),
                        COMPLETED_ON,
                        results,
                        null));
    }

    private static UnitResult competent(UnitSummary unit) {
        return new UnitResult(unit.key(), AssessmentResult.K, COMPLETED_ON.minusDays(1));
    }

    private static EventEnvelope told(
            String subject, Set<InstitutionId> audience, DomainEvent event) {
        return EventEnvelope.of(
                UUID.randomUUID().toString(),
                "/training-service",
                subject,
                Instant.parse("2026-11-20T09:00:00Z"),
                1,
                audience,
                null,
                event);
    }
}
