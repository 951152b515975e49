package id.bekal.certification.issuance;

import static id.bekal.contracts.agreements.InstitutionRole.TRAINING_PROVIDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.bekal.certification.CompletedProgram;
import id.bekal.certification.RunningService;
import id.bekal.certification.certificate.Certificates;
import id.bekal.certification.credential.SigningCredentials;
import id.bekal.certification.holder.Holders;
import id.bekal.certification.issuer.Issuers;
import id.bekal.certification.number.NumberSeries;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.certification.IssuanceWithheld;
import id.bekal.platform.outbox.Leases;
import id.bekal.platform.web.NewIds;
import id.bekal.testing.Api;
import id.bekal.testing.TopicReader;

import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an issuer issues the next day. Its days are some that come after today, so that the running
 * service, which goes by the real clock, finds nothing of theirs due.
 */
class NextDayIT extends RunningService {

    @Autowired IssuingCertificates issuingNow;
    @Autowired FinishingIssuances finishingNow;
    @Autowired Issuances issuances;
    @Autowired Issuers issuers;
    @Autowired Certificates certificates;
    @Autowired NumberSeries numbers;
    @Autowired SigningCredentials signing;
    @Autowired Holders holders;
    @Autowired ReplacingCertificates replacing;
    @Autowired Leases leases;
    @Autowired Clock clock;

    private LocalDate day;
    private Instant nextDay;
    private String blk;

    @BeforeEach
    void issueTheNextDay() {
        day = LocalDate.now(clock).plusDays(10);
        nextDay = at(day.plusDays(1), LocalTime.MIDNIGHT);
        blk = provider();
        set(Map.of("issueTime", "NEXT_DAY"));
    }

    @Nested
    class Scheduling {

        @Test
        void issuesNothingUntilTheStartOfTheNextDay() {
            var program = scheduled(2, LocalTime.of(9, 0));
            JsonNode item = item(program);
            assertThat(item.path("state").asString()).isEqualTo("SCHEDULED");
            assertThat(Instant.parse(item.path("due").asString())).isEqualTo(nextDay);
            assertThat(blocksOf(program)).isZero();

            finishAt(nextDay.minusMillis(1));
            assertThat(state(program)).isEqualTo("SCHEDULED");
            assertThat(certificatesOf(program)).isEmpty();
            assertThat(blocksOf(program)).isZero();

            finishAt(nextDay);
            assertThat(certificatesOf(program)).hasSize(2);
            item = item(program);
            assertThat(item.path("state").asString()).isEqualTo("ISSUED");
            assertThat(item.has("due")).isFalse();
        }

        @Test
        void isNotForAnIssuerThatIssuesAtOnce() {
            set(Map.of("issueTime", "AT_ONCE"));
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            issuingAt(at(day, LocalTime.of(9, 0))).on(program.event());
            assertThat(state(program)).isEqualTo("ISSUED");
            assertThat(timesOf(program)).containsExactly(at(day, LocalTime.of(9, 0)));
        }

        @Test
        void goesByTheRunningServicesClock() {
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            LocalDate before = LocalDate.now(clock);
            complete(program);
            await().until(() -> issuances.find(program.id()).isPresent());
            LocalDate after = LocalDate.now(clock);
            assertThat(Instant.parse(item(program).path("due").asString()))
                    .isIn(
                            at(before.plusDays(1), LocalTime.MIDNIGHT),
                            at(after.plusDays(1), LocalTime.MIDNIGHT));
            finishingNow.finish();
            assertThat(certificatesOf(program)).isEmpty();
        }

        @Test
        void isNotRepeatedWhenTheEventComesAgain() {
            var program = scheduled(2, LocalTime.of(9, 0));
            issuingAt(at(day, LocalTime.of(15, 0))).on(program.event());
            // not even once it is due: what is due is issued by the sweep, with the others
            issuingAt(nextDay.plusSeconds(5)).on(program.event());
            EventEnvelope again = program.envelope();
            TopicReader.put(kafka, "bekal.training.v1", again);
            TopicReader.put(kafka, "bekal.training.v1", again);
            issuingNow.on(program.event());
            Issuance issuance = issuances.find(program.id()).orElseThrow();
            assertThat(issuance.state()).isEqualTo(Issuance.State.SCHEDULED);
            assertThat(issuance.due()).isEqualTo(nextDay);
            assertThat(issuance.version()).isZero();
            finishAt(nextDay);
            assertThat(certificatesOf(program)).hasSize(2);
        }

        @Test
        void outlastsASwitchBackToIssuingAtOnce() {
            var program = scheduled(1, LocalTime.of(9, 0));
            set(Map.of("issueTime", "AT_ONCE"));
            issuingAt(at(day, LocalTime.of(10, 0))).onStandingOf(new InstitutionId(blk));
            finishAt(nextDay.minusMillis(1));
            assertThat(state(program)).isEqualTo("SCHEDULED");
            var later = enrolled(CompletedProgram.of(blk).graduates(1));
            issuingAt(at(day, LocalTime.of(11, 0))).on(later.event());
            assertThat(state(later)).isEqualTo("ISSUED");
            finishAt(nextDay);
            assertThat(state(program)).isEqualTo("ISSUED");
        }
    }

    @Nested
    class ADaysClasses {

        @Test
        void areIssuedInOneSweepWheneverTheyWereCompleted() {
            var morning = scheduled(2, LocalTime.of(8, 15));
            var evening = scheduled(3, LocalTime.of(21, 40));
            Instant sweep = nextDay.plusSeconds(37);
            finishAt(sweep);
            assertThat(timesOf(morning)).hasSize(2).containsOnly(sweep);
            assertThat(timesOf(evening)).hasSize(3).containsOnly(sweep);
        }

        @Test
        void areNumberedInAnOrderThatTellsNothingOfTheHour() {
            List<CompletedProgram> latestIdFirst =
                    Stream.generate(() -> enrolled(CompletedProgram.of(blk).graduates(2)))
                            .limit(5)
                            .sorted(
                                    Comparator.comparing(
                                                    (CompletedProgram each) -> each.id().value())
                                            .reversed())
                            .toList();
            for (int i = 0; i < 5; i++) {
                issuingAt(at(day, LocalTime.of(8 + i, 0))).on(latestIdFirst.get(i).event());
            }
            finishAt(nextDay);
            assertThat(latestIdFirst)
                    .extracting(this::firstNumber)
                    .containsExactly("00009", "00007", "00005", "00003", "00001");
        }

        @Test
        void areMoreThanOnePage() {
            List<CompletedProgram> classes =
                    IntStream.range(0, 101).mapToObj(n -> scheduled(0, LocalTime.NOON)).toList();
            finishAt(nextDay);
            assertThat(classes).allMatch(each -> state(each).equals("ISSUED"));
        }

        @Test
        void bearTheLetterheadOfTheDayOfIssue() {
            var before = scheduled(1, LocalTime.of(8, 0));
            String code = "C-" + NewIds.random().substring(0, 8).toUpperCase(Locale.ROOT);
            as(blk).put("/api/issuers/" + blk, Map.of("code", code)).expect(200);
            var after = scheduled(1, LocalTime.of(16, 0));
            finishAt(nextDay);
            assertThat(Stream.of(before, after).flatMap(each -> certificatesOf(each).stream()))
                    .hasSize(2)
                    .allMatch(c -> c.getString("number").endsWith('/' + code + "/2026"));
        }

        private String firstNumber(CompletedProgram program) {
            return certificatesOf(program).stream()
                    .map(certificate -> certificate.getString("number").substring(0, 5))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Nested
    class FallingDue {

        @Test
        void withholdsWhatTheIssuerMayNotIssueByThenAndIssuesItWhenItMayAgain() {
            var program = scheduled(2, LocalTime.of(9, 0));
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> !issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            assertThat(state(program)).isEqualTo("SCHEDULED");
            finishAt(nextDay);
            assertThat(item(program).path("state").asString()).isEqualTo("WITHHELD");
            assertThat(item(program).path("withheldBy").asString())
                    .isEqualTo("ISSUER_NOT_IN_FORCE");
            assertThat(item(program).has("due")).isFalse();
            assertThat(certificatesOf(program)).isEmpty();
            await().until(() -> eventsOf(program.id().value()).size() == 1);
            EventEnvelope withheld = eventsOf(program.id().value()).getFirst();
            assertThat(withheld.event(IssuanceWithheld.class).rule())
                    .isEqualTo("ISSUER_NOT_IN_FORCE");
            finishAt(nextDay.plusSeconds(60));
            assertThat(certificatesOf(program)).isEmpty();

            tell(3, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> state(program).equals("SCHEDULED"));
            // by the running service, on its own day
            Instant due = issuances.find(program.id()).orElseThrow().due();
            assertThat(due).isAfter(clock.instant());
            finishAt(due.minusMillis(1));
            assertThat(certificatesOf(program)).isEmpty();
            finishAt(due);
            assertThat(timesOf(program)).hasSize(2).containsOnly(due);
        }

        @Test
        void schedulesWhatWasWithheldBefore() {
            tell(2, snapshot(blk, false, TRAINING_PROVIDER));
            await().until(() -> !issuers.find(new InstitutionId(blk)).orElseThrow().inForce());
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            issuingAt(at(day.minusDays(3), LocalTime.NOON)).on(program.event());
            assertThat(state(program)).isEqualTo("WITHHELD");
            tell(3, snapshot(blk, true, TRAINING_PROVIDER));
            await().until(() -> state(program).equals("SCHEDULED"));
            finishAt(nextDay);
            assertThat(timesOf(program)).containsExactly(nextDay);
        }

        @Test
        void isCompletedAfterACrashAtAnyInsert() {
            for (int crashAt = 0; crashAt <= 3; crashAt++) {
                var program = scheduled(3, LocalTime.NOON);
                var dying = issuing(nextDay, DyingCertificates.after(crashAt, certificates));
                var issuance = issuances.find(program.id()).orElseThrow();
                assertThatThrownBy(() -> dying.pursueDue(issuance)).hasMessage("killed");
                assertThat(certificatesOf(program)).hasSize(crashAt);
                finishAt(nextDay.plusSeconds(60));
                assertThat(certificatesOf(program)).hasSize(3);
                assertThat(state(program)).isEqualTo("ISSUED");
            }
        }

        @Test
        void issuesEachCertificateOnceHoweverManySweepAtOnce() throws Exception {
            List<CompletedProgram> classes =
                    IntStream.rangeClosed(1, 4)
                            .mapToObj(n -> scheduled(n, LocalTime.NOON))
                            .toList();
            Callable<Object> sweep = Executors.callable(() -> finishAt(nextDay));
            atOnce(Collections.nCopies(4, sweep));
            assertThat(classes.stream().flatMap(each -> certificatesOf(each).stream()))
                    .extracting(certificate -> certificate.getString("number").substring(0, 5))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 10).mapToObj("%05d"::formatted).toList());
            assertThat(classes).allMatch(each -> timesOf(each).size() == each.learners().size());
        }
    }

    @Nested
    class Approving {

        @Test
        void schedulesAndShowsForWhen() {
            set(Map.of("approval", "HEAD"));
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            issuingNow.on(program.event());
            assertThat(item(program).path("state").asString()).isEqualTo("AWAITING_APPROVAL");
            assertThat(item(program).has("due")).isFalse();
            JsonNode result = approve(program);
            assertThat(result.path("result").asString()).isEqualTo("APPROVED");
            assertThat(result.path("state").asString()).isEqualTo("SCHEDULED");
            Instant due = Instant.parse(result.path("due").asString());
            assertThat(due).isEqualTo(issuances.find(program.id()).orElseThrow().due());
            assertThat(certificatesOf(program)).isEmpty();
            assertThat(approve(program).path("due").asString())
                    .isEqualTo(result.path("due").asString());
            finishAt(due);
            assertThat(certificatesOf(program)).hasSize(1);
            assertThat(item(program).at("/approval/by").asString()).isEqualTo(blk + "-head");
            JsonNode done = approve(program);
            assertThat(done.path("state").asString()).isEqualTo("ISSUED");
            assertThat(done.has("due")).isFalse();
        }

        @Test
        void isForTheDayAfterTheApprovalNotAfterTheCompletion() {
            set(Map.of("approval", "HEAD"));
            var program = enrolled(CompletedProgram.of(blk).graduates(1));
            issuingAt(at(day.minusDays(5), LocalTime.NOON)).on(program.event());
            Instant approved = nextDay.minusMillis(1);
            new ApprovingIssuances(issuances, issuers, issuingAt(approved), clockAt(approved))
                    .handle(new InstitutionId(blk), List.of(program.id()), "head");
            assertThat(issuances.find(program.id()).orElseThrow().due()).isEqualTo(nextDay);
            finishAt(approved);
            assertThat(certificatesOf(program)).isEmpty();
            finishAt(nextDay);
            assertThat(timesOf(program)).containsExactly(nextDay);
        }

        private JsonNode approve(CompletedProgram program) {
            return as(blk, "HEAD")
                    .post(
                            "/api/issuances/approval",
                            Map.of("programs", List.of(program.id().value())))
                    .expect(200)
                    .json()
                    .path("items")
                    .get(0);
        }
    }

    private CompletedProgram scheduled(int graduates, LocalTime completed) {
        var program = enrolled(CompletedProgram.of(blk).graduates(graduates));
        issuingAt(at(day, completed)).on(program.event());
        assertThat(state(program)).isEqualTo("SCHEDULED");
        return program;
    }

    private Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(clock.getZone()).toInstant();
    }

    private Clock clockAt(Instant now) {
        return Clock.fixed(now, clock.getZone());
    }

    private IssuingCertificates issuingAt(Instant now) {
        return issuing(now, certificates);
    }

    private IssuingCertificates issuing(Instant now, Certificates into) {
        return new IssuingCertificates(
                issuances, issuers, into, numbers, signing, holders, clockAt(now));
    }

    private void finishAt(Instant now) {
        new FinishingIssuances(
                        issuances, issuingAt(now), certificates, replacing, leases, clockAt(now))
                .finish();
    }

    private void set(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("code", issuers.find(new InstitutionId(blk)).orElseThrow().code());
        as(blk).put("/api/issuers/" + blk, all).expect(200);
    }

    private JsonNode item(CompletedProgram program) {
        Api.Answer answer = as(blk).get("/api/issuances").expect(200);
        return answer.json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("program").asString().equals(program.id().value()))
                .findFirst()
                .orElseThrow();
    }

    private long blocksOf(CompletedProgram program) {
        return mongo.getCollection("number_blocks")
                .countDocuments(new Document("_id", program.id() + "/TRAINING"));
    }

    /** When each of its certificates was told to be issued. */
    private List<Instant> timesOf(CompletedProgram program) {
        List<Document> issued = certificatesOf(program);
        return issued.stream()
                .map(
                        certificate -> {
                            String id = certificate.getString("_id");
                            await().until(() -> eventsOf(id).size() == 1);
                            return eventsOf(id).getFirst().time();
                        })
                .toList();
    }

    private String state(CompletedProgram program) {
        return issuances.find(program.id()).map(issuance -> issuance.state().name()).orElse("");
    }
}
