package id.bekal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.CertificateId;
import id.bekal.contracts.EventEnvelope;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.certification.CertificateIssued;
import id.bekal.contracts.certification.CertificateKind;
import id.bekal.verification.Subscriber.Received;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The checker finds each thing that must not be, and nothing where all is well. */
class HistoryCheckerTests {

    private final List<Observed.Certificate> certificates = new ArrayList<>();
    private final List<EventEnvelope> events = new ArrayList<>();
    private final History history = new History();

    private List<String> findings(History.Known known, int entitled) {
        history.add(new History.Completion("p", "blk", entitled, known));
        return new HistoryChecker(history, Set.of("blk"))
                .findings(new Observed(certificates, events, List.of(), 0), 0);
    }

    private void certificate(int number) {
        String id = "c" + certificates.size();
        certificates.add(
                new Observed.Certificate(
                        id, "blk", "p", "TRAINING", "%05d/BLK/2026".formatted(number)));
        event(id, "e" + id, 1);
    }

    private void event(String subject, String id, long sequence) {
        events.add(
                EventEnvelope.of(
                        id,
                        "/certification-service",
                        subject,
                        Instant.EPOCH,
                        sequence,
                        Set.of(),
                        null,
                        new CertificateIssued(
                                new CertificateId(subject),
                                CertificateKind.TRAINING,
                                new ProgramId("p"),
                                new LearnerId("l"),
                                new InstitutionId("blk"),
                                "n",
                                LocalDate.EPOCH,
                                "welding")));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        certificate(1);
        certificate(2);
        event("c1", "ec1", 1); // delivered twice: allowed
        assertThat(findings(History.Known.OK, 2)).isEmpty();
    }

    @Test
    void findsACertificateTooFewOrTooMany() {
        certificate(1);
        assertThat(findings(History.Known.OK, 2)).anyMatch(f -> f.startsWith("1:"));
        certificate(2);
        certificate(3);
        assertThat(findings(History.Known.OK, 2)).anyMatch(f -> f.startsWith("1:"));
    }

    @Test
    void allowsAnUnknownCompletionAllOrNothing() {
        assertThat(findings(History.Known.UNKNOWN, 2)).isEmpty();
        certificate(1);
        assertThat(findings(History.Known.UNKNOWN, 2)).anyMatch(f -> f.startsWith("1:"));
        certificate(2);
        assertThat(findings(History.Known.UNKNOWN, 2)).isEmpty();
    }

    @Test
    void findsAGapAndADuplicate() {
        certificate(1);
        certificate(3);
        assertThat(findings(History.Known.OK, 2)).anyMatch(f -> f.contains("2 is missing"));
        certificate(3);
        assertThat(findings(History.Known.OK, 3)).anyMatch(f -> f.contains("duplicate"));
    }

    @Test
    void findsALostAPhantomAndASecondEvent() {
        certificate(1);
        events.clear();
        assertThat(findings(History.Known.OK, 1)).anyMatch(f -> f.contains("has 0 distinct"));
        event("c0", "x", 1);
        event("c0", "y", 2);
        assertThat(findings(History.Known.OK, 1)).anyMatch(f -> f.contains("has 2 distinct"));
        event("ghost", "z", 1);
        assertThat(findings(History.Known.OK, 1)).anyMatch(f -> f.contains("no certificate"));
    }

    @Test
    void findsEventsOutOfOrder() {
        event("c9", "b", 2);
        event("c9", "a", 1);
        assertThat(findings(History.Known.UNKNOWN, 1)).anyMatch(f -> f.startsWith("4:"));
    }

    @Test
    void findsWhatIsPendingAndDeadLettersNobodyInjected() {
        history.add(new History.Completion("p", "blk", 1, History.Known.UNKNOWN));
        assertThat(
                        new HistoryChecker(history, Set.of("blk"))
                                .findings(new Observed(List.of(), List.of(), List.of("x"), 1), 0))
                .hasSize(2);
    }

    private static List<Received> received(String... ids) {
        List<Received> received = new ArrayList<>();
        for (String id : ids) {
            received.add(new Received(received.size() + 1, id));
        }
        return received;
    }

    private static List<String> feedFindings(List<Received> byStream, List<Received> byWebhook) {
        return HistoryChecker.feedFindings(
                Set.of("a", "b"), Map.of("stream", byStream, "webhook", byWebhook));
    }

    @Test
    void findsNothingWhereAllFollowersHaveAll() {
        assertThat(feedFindings(received("b", "a"), received("b", "a"))).isEmpty();
    }

    @Test
    void findsWhatAFollowerLostOrShouldNotHave() {
        assertThat(feedFindings(received("a", "b"), received("a")))
                .contains("7: webhook: lost b")
                .anyMatch(finding -> finding.startsWith("7: not the same list"));
        assertThat(feedFindings(received("a", "b"), received("a", "b", "x")))
                .contains("7: webhook: not for it x");
    }

    @Test
    void findsAGapADuplicateAndAnotherOrder() {
        var gap = List.of(new Received(1, "a"), new Received(3, "b"));
        assertThat(feedFindings(gap, gap)).contains("7: stream: number 3 where 2 belongs");
        var twice = received("a", "b", "a");
        assertThat(feedFindings(twice, twice)).contains("7: stream: twice a");
        assertThat(feedFindings(received("a", "b"), received("b", "a")))
                .singleElement()
                .asString()
                .startsWith("7: not the same list");
    }
}
