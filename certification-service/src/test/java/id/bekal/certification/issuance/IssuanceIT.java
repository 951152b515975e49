package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.CORRECTIONAL;
import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificate;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.Issuers;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.platform.messaging.EventConsumer;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class IssuanceIT extends RunningService {

    @Autowired IssuingCertificates issuing;
    @Autowired Issuances issuances;
    @Autowired Issuers issuers;
    @Autowired Certificates certificates;
    @Autowired NumberSeries numbers;
    @Autowired Holders holders;
    @Autowired Clock clock;

    @Autowired
    @Qualifier("agreementsEvents")
    EventConsumer agreementsEvents;

    @Nested
    class ACompletedProgram {

        @Test
        void becomesACertificateForEachEntitledSeatAndAnEventForEachCertificate() {
            String blk = provider();
            var program = enrolled(CompletedProgram.of(blk).graduates(3).leaver().failure());
            List<Document> issued = completed(program, 4);
            assertThat(issued)
                    .extracting(certificate -> certificate.getString("number"))
                    .containsExactlyInAnyOrder(
                            "00001/%s/2026".formatted(code(blk)),
                            "00002/%s/2026".formatted(code(blk)),
                            "00003/%s/2026".formatted(code(blk)),
                            "00001/SK/%s/2026".formatted(code(blk)));
            for (Document certificate : issued) {
                await().until(() -> eventsOf(certificate.getString("_id")).size() == 1);
                EventEnvelope event = eventsOf(certificate.getString("_id")).getFirst();
                assertThat(event.audience()).isEqualTo(blk);
                assertThat(event.event(CertificateIssued.class))
                        .isEqualTo(
                                new CertificateIssued(
                                        idOf(certificate),
                                        CertificateKind.valueOf(certificate.getString("kind")),
                                        program.id(),
                                        new LearnerId(certificate.getString("learner")),
                                        new InstitutionId(blk),
                                        certificate.getString("number"),
                                        CompletedProgram.COMPLETED_ON,
                                        CompletedProgram.FIELD));
            }
        }

        @Test
        void numbersSeatsInTheOrderOfTheEvent() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(12));
            List<String> learnersByNumber =
                    completed(program, 12).stream()
                            .sorted(
                                    Comparator.comparing(
                                            certificate -> certificate.getString("number")))
                            .map(certificate -> certificate.getString("learner"))
                            .toList();
            assertThat(learnersByNumber)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 12)
                                    .mapToObj(seat -> program.learner(seat).value())
                                    .toList());
        }

        @Test
        void isNumberedInTheYearItWasCompleted() {
            var program =
                    enrolled(
                            CompletedProgram.of(provider())
                                    .completedOn(LocalDate.of(2025, 12, 31))
                                    .graduates(1));
            assertThat(completed(program, 1).getFirst().getString("number"))
                    .startsWith("00001/")
                    .endsWith("/2025");
        }

        @Test
        void withoutAnyEntitledSeatIssuesNothingAndIsDone() {
            var program = enrolled(CompletedProgram.of(provider()).failure());
            complete(program);
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(certificatesOf(program)).isEmpty();
        }

        @Test
        void leavesNothingReadableOfItsLearnersBesideTheirCertificates() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(1).failure());
            completed(program, 1);
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(issuanceOf(program).toJson()).doesNotContain("Sulastri", "Magetan");
        }
    }

    @Nested
    class Repeating {

        @Test
        void changesNothingWhenTheEventIsDeliveredTwice() {
            var program = enrolled(CompletedProgram.of(provider()).graduates(4).leaver());
            EventEnvelope event = program.envelope();
            TopicReader.put(kafka, "bekal.training.v1", event);
            TopicReader.put(kafka, "bekal.training.v1", event);
            await().until(() -> state(program).equals("ISSUED"));
            List<Document> before = certificatesOf(program);
            // a later one of the same program is behind both in its partition
            TopicReader.put(kafka, "bekal.training.v1", event);
            issuing.on(program.event());
            assertThat(certificatesOf(program))
                    .extracting(certificate -> certificate.getString("token"))
                    .containsExactlyElementsOf(
                            before.stream().map(c -> c.getString("token")).toList());
            assertOneEventEach(program, 5);
        }

        @Test
        void atTheSameTimeIssuesEachCertificateOnce() throws Exception {
            String blk = provider();
            var program = enrolled(CompletedProgram.of(blk).graduates(20).leaver());
            var event = program.event();
            atOnce(List.of(deliver(() -> issuing.on(event)), deliver(() -> issuing.on(event))));
            assertOneEventEach(program, 21);
            assertSeriesWithoutGap(blk, 20);
        }

        @Test
        void ofManyProgramsAtOnceLeavesNoGapAndNoDuplicate() throws Exception {
            String blk = provider();
            List<CompletedProgram> programs =
                    IntStream.rangeClosed(1, 8)
                            .mapToObj(n -> enrolled(CompletedProgram.of(blk).graduates(n)))
                            .toList();
            atOnce(
                    programs.stream()
                            .map(CompletedProgram::event)
                            .map(event -> deliver(() -> issuing.on(event)))
                            .toList());
            assertSeriesWithoutGap(blk, 36);
        }

        @Test
        void afterACrashAtAnyInsertCompletesTheClass() {
            String blk = provider();
            int issued = 0;
            for (int crashAt = 0; crashAt <= 3; crashAt++) {
                var program = enrolled(CompletedProgram.of(blk).graduates(3));
                dieAfterInserts(crashAt, program);
                assertThat(certificatesOf(program)).hasSize(crashAt);
                issuing.on(program.event());
                issued += 3;
                assertOneEventEach(program, 3);
                assertThat(state(program)).isEqualTo("ISSUED");
            }
            assertSeriesWithoutGap(blk, issued);
        }

        @Test
        void completesTheClassUnderTheOldLetterheadWhenTheIssuerLapsedInBetween() {
            String blk = provider();
            String code = code(blk);
            var program = enrolled(CompletedProgram.of(blk).graduates(4));
            dieAfterInserts(2, program);
            as(blk).put("/api/issuers/" + blk, Map.of("code", newCode())).expect(200);
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> state(program).equals("ISSUED"));
            assertThat(certificatesOf(program))
                    .hasSize(4)
                    .allMatch(c -> c.getString("number").contains("/" + code + "/"));
        }

        /** Issues until so many certificates are inserted, then ends as kill -9 would end it. */
        private void dieAfterInserts(int inserts, CompletedProgram program) {
            var done = new AtomicInteger();
            Certificates dying = Mockito.mock();
            Mockito.when(dying.insert(Mockito.any()))
                    .thenAnswer(
                            insert -> {
                                if (done.get() < inserts) {
                                    certificates.insert(insert.getArgument(0, Certificate.class));
                                }
                                if (done.incrementAndGet() >= inserts) {
                                    throw new IllegalStateException("killed");
                                }
                                return true;
                            });
            var doomed =
                    new IssuingCertificates(issuances, issuers, dying, numbers, holders, clock);
            assertThatThrownBy(() -> doomed.on(program.event())).hasMessage("killed");
        }
    }

    @Nested
    class Withholding {

        @Test
        void tellsTheProviderWhyAndIssuesWhenItComesIntoForceAgain() {
            String blk = newInstitution();
            tell(1, snapshot(blk, false, TRAINING_PROVIDER));
            var program = enrolled(CompletedProgram.of(blk).graduates(2).leaver());
            await().until(() -> issuers.find(new InstitutionId(blk)).isPresent());
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            EventEnvelope withheld = eventsOf(program.id().value()).getFirst();
            assertThat(withheld.event(IssuanceWithheld.class))
                    .isEqualTo(
                            new IssuanceWithheld(
                                    program.id(), new InstitutionId(blk), "ISSUER_NOT_IN_FORCE"));
            assertThat(withheld.audience()).isEqualTo(blk);
            assertThat(certificatesOf(program)).isEmpty();

            tell(2, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> certificatesOf(program).size() == 3);
            assertThat(certificatesOf(program))
                    .allMatch(certificate -> certificate.getString("number").endsWith("/2026"));
            assertOneEventEach(program, 3);
        }

        @Test
        void lastsUntilAnUnknownIssuerIsToldOf() {
            String blk = newInstitution();
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            assertThat(
                            eventsOf(program.id().value())
                                    .getFirst()
                                    .event(IssuanceWithheld.class)
                                    .rule())
                    .isEqualTo("ISSUER_UNKNOWN");
            tell(1, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> certificatesOf(program).size() == 1);
        }

        @Test
        void keepsThePrisonThatTrainsItsOwnOffTheCertificate() {
            String lapas = issuer(TRAINING_PROVIDER, CORRECTIONAL);
            var program = enrolled(CompletedProgram.of(lapas).graduates(1));
            complete(program);
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            assertThat(
                            issuances
                                    .find(program.id())
                                    .flatMap(i -> Optional.ofNullable(i.withheldBy())))
                    .contains(IssuanceRule.ISSUER_REVEALS_CUSTODY);
        }

        @Test
        void neverOutlastsAnIssuerThatComesIntoForceAtThatMoment() throws Exception {
            for (int round = 0; round < 20; round++) {
                String blk = newInstitution();
                var program = enrolled(CompletedProgram.of(blk).graduates(1));
                var event = program.event();
                byte[] told =
                        told(1, snapshot(blk, true, TRAINING_PROVIDER))
                                .toJson()
                                .getBytes(StandardCharsets.UTF_8);
                atOnce(
                        List.of(
                                deliver(() -> issuing.on(event)),
                                deliver(() -> agreementsEvents.consume(told))));
                assertThat(certificatesOf(program)).hasSize(1);
            }
        }
    }

    @Test
    void tellsNothingOfHoldersAndCustodyOnTheTopic() {
        var program = enrolled(CompletedProgram.of(provider()).graduates(1).leaver());
        completed(program, 2);
        assertOneEventEach(program, 2);
        for (var record : TopicReader.records(kafka, "bekal.certification.v1")) {
            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .doesNotContain("Sulastri", "Magetan", "1995-03-17", "LEFT");
        }
    }

    private static Callable<Object> deliver(Runnable work) {
        return Executors.callable(work);
    }

    private void assertOneEventEach(CompletedProgram program, int count) {
        List<Document> issued = certificatesOf(program);
        assertThat(issued).hasSize(count);
        await().untilAsserted(
                        () -> {
                            List<EventEnvelope> events =
                                    TopicReader.events(
                                            kafka,
                                            "bekal.certification.v1",
                                            e ->
                                                    e.data()
                                                                    .path("program")
                                                                    .asString("")
                                                                    .equals(program.id().value())
                                                            && e.type().contains("Issued"));
                            assertThat(events.stream().map(EventEnvelope::id).distinct())
                                    .hasSize(count);
                            assertThat(events.stream().map(EventEnvelope::subject).distinct())
                                    .containsExactlyInAnyOrderElementsOf(
                                            issued.stream().map(c -> c.getString("_id")).toList());
                        });
    }

    private void assertSeriesWithoutGap(String issuer, int last) {
        List<String> given = new ArrayList<>();
        mongo.getCollection("certificates")
                .find(new Document("issuer", issuer).append("kind", "TRAINING"))
                .forEach(certificate -> given.add(certificate.getString("number")));
        String code = code(issuer);
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, last)
                                .mapToObj(n -> "%05d/%s/2026".formatted(n, code))
                                .toList());
    }

    private String code(String issuer) {
        return as(issuer).get("/api/issuers/" + issuer).expect(200).json().path("code").asString();
    }

    private static String newCode() {
        return "C-" + NewIds.random().substring(0, 8).toUpperCase();
    }

    private Document issuanceOf(CompletedProgram program) {
        return mongo.getCollection("issuances")
                .find(new Document("_id", program.id().value()))
                .first();
    }

    private String state(CompletedProgram program) {
        Document issuance = issuanceOf(program);
        return issuance == null ? "" : issuance.getString("state");
    }
}
