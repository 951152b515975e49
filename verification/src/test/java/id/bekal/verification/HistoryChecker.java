package id.bekal.verification;

import id.bekal.contracts.EventEnvelope;
import id.bekal.verification.Subscriber.Received;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds what was asked for against what is there: the findings are what must not be. Empty means
 * that all is well.
 */
final class HistoryChecker {

    private final History history;
    private final Set<String> issuers;

    /**
     * @param issuers whose certificates are looked at
     */
    HistoryChecker(History history, Set<String> issuers) {
        this.history = history;
        this.issuers = issuers;
    }

    List<String> findings(Observed observed, long deadLettersExpected) {
        List<String> findings = new ArrayList<>();
        completionsHaveTheirCertificates(observed, findings);
        numbersHaveNoGapAndNoDuplicate(observed, findings);
        certificatesAndEventsAreOneToOne(observed, findings);
        eventsComeInOrder(observed, findings);
        if (!observed.pending().isEmpty()) {
            findings.add("5: still in an outbox: " + observed.pending());
        }
        if (observed.deadLetters() != deadLettersExpected) {
            findings.add(
                    "5: %d dead letters, %d expected"
                            .formatted(observed.deadLetters(), deadLettersExpected));
        }
        return findings;
    }

    /** 1: ok has exactly its N, unknown has 0 or N, fail has none. */
    private void completionsHaveTheirCertificates(Observed observed, List<String> findings) {
        for (History.Completion completion : history.completions()) {
            long found =
                    observed.certificates().stream()
                            .filter(c -> c.program().equals(completion.program()))
                            .filter(c -> c.kind().equals("TRAINING"))
                            .count();
            int all = completion.certificates();
            boolean right =
                    switch (completion.known()) {
                        case OK -> found == all;
                        case FAIL -> found == 0;
                        case UNKNOWN -> found == 0 || found == all;
                    };
            if (!right) {
                findings.add(
                        "1: completion of %s is %s for %d, there are %d certificates"
                                .formatted(completion.program(), completion.known(), all, found));
            }
        }
    }

    /** 2: per issuer, year and kind the numbers are 1 … n. */
    private void numbersHaveNoGapAndNoDuplicate(Observed observed, List<String> findings) {
        Map<String, List<Integer>> series = new LinkedHashMap<>();
        observed.certificates().stream()
                .filter(c -> issuers.contains(c.issuer()) && !c.kind().equals("COMPETENCE"))
                .forEach(
                        c -> {
                            int slash = c.number().indexOf('/');
                            series.computeIfAbsent(
                                            c.issuer() + c.number().substring(slash),
                                            absent -> new ArrayList<>())
                                    .add(Integer.valueOf(c.number().substring(0, slash)));
                        });
        series.forEach(
                (name, numbers) -> {
                    Set<Integer> distinct = new TreeSet<>(numbers);
                    if (distinct.size() != numbers.size()) {
                        findings.add("2: duplicate numbers in " + name);
                    }
                    for (int n = 1; n <= distinct.size(); n++) {
                        if (!distinct.contains(n)) {
                            findings.add("2: number %d is missing in %s".formatted(n, name));
                            return;
                        }
                    }
                });
    }

    /** 3: each certificate has one event of its own, and there is no event of another. */
    private void certificatesAndEventsAreOneToOne(Observed observed, List<String> findings) {
        Map<String, Set<String>> eventsByCertificate = new HashMap<>();
        observed.issuedEvents()
                .forEach(
                        event ->
                                eventsByCertificate
                                        .computeIfAbsent(event.subject(), absent -> new HashSet<>())
                                        .add(event.id()));
        Set<String> known = new HashSet<>();
        for (Observed.Certificate certificate : observed.certificates()) {
            known.add(certificate.id());
            int events = eventsByCertificate.getOrDefault(certificate.id(), Set.of()).size();
            if (issuers.contains(certificate.issuer())
                    && !certificate.kind().equals("COMPETENCE")
                    && events != 1) {
                findings.add(
                        "3: certificate %s of %s has %d distinct events"
                                .formatted(certificate.id(), certificate.program(), events));
            }
        }
        eventsByCertificate.keySet().stream()
                .filter(certificate -> !known.contains(certificate))
                .forEach(
                        certificate ->
                                findings.add("3: an event of no certificate: " + certificate));
    }

    /** 4: of each aggregate, the first arrivals are numbered 1, 2, 3 … */
    private static void eventsComeInOrder(Observed observed, List<String> findings) {
        Map<String, List<EventEnvelope>> bySubject =
                observed.events().stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> event.source() + " " + event.subject(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        bySubject.forEach(
                (subject, events) -> {
                    Set<String> seen = new HashSet<>();
                    long expected = 1;
                    for (EventEnvelope event : events) {
                        if (!seen.add(event.id())) {
                            continue;
                        }
                        if (event.sequenceNumber() != expected) {
                            findings.add(
                                    "4: %s: number %d where %d belongs"
                                            .formatted(subject, event.sequenceNumber(), expected));
                            return;
                        }
                        expected++;
                    }
                });
    }

    /**
     * 7: whoever followed a feed has every event that was for it, once, under the numbers 1, 2, 3 …
     * in this order, and the same as all others.
     *
     * @param expected ids of the events that were for it
     * @param followers what each received, in the order that it counts
     */
    static List<String> feedFindings(Set<String> expected, Map<String, List<Received>> followers) {
        List<String> findings = new ArrayList<>();
        followers.forEach(
                (follower, received) -> {
                    for (int i = 0; i < received.size(); i++) {
                        if (received.get(i).number() != i + 1) {
                            findings.add(
                                    "7: %s: number %d where %d belongs"
                                            .formatted(follower, received.get(i).number(), i + 1));
                            break;
                        }
                    }
                    Set<String> ids = new TreeSet<>();
                    received.stream()
                            .map(Received::id)
                            .filter(id -> !ids.add(id))
                            .forEach(id -> findings.add("7: %s: twice %s".formatted(follower, id)));
                    expected.stream()
                            .filter(id -> !ids.contains(id))
                            .forEach(id -> findings.add("7: %s: lost %s".formatted(follower, id)));
                    ids.stream()
                            .filter(id -> !expected.contains(id))
                            .forEach(
                                    id ->
                                            findings.add(
                                                    "7: %s: not for it %s"
                                                            .formatted(follower, id)));
                });
        if (Set.copyOf(followers.values()).size() > 1) {
            findings.add("7: not the same list: " + followers.keySet());
        }
        return findings;
    }
}
