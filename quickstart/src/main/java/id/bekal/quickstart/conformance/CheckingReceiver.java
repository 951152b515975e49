package id.bekal.quickstart.conformance;

import id.bekal.quickstart.conformance.SampleFeed.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends one receiver what Bekal sends, and what Bekal would never send, and notes how it takes it.
 * For one run.
 */
final class CheckingReceiver {

    /** How an event becomes a delivery; at each attempt anew. */
    private interface Manner {
        Delivery of(Event event, Instant at);
    }

    private static final int AT_ONCE = 4;
    private static final Duration BRIEFLY = Duration.ofMillis(100);
    private static final Duration FAR = Duration.ofMinutes(10);
    private static final Text ONLY_IF_VALID =
            new Text(
                    "tidak diperiksa: kiriman yang sah belum diterima",
                    "not checked: a valid delivery is not taken yet");
    private static final Text NOT_SEEN =
            new Text("tidak terlihat tanpa --received", "that cannot be seen without --received");

    private final Receiver receiver;
    private final SigningKey key;
    private final SigningKey stranger;
    private final SampleFeed feed;
    private final @Nullable URI received;
    private final Limits limits;
    private final Clock clock;

    private final Map<Check, Finding> findings = new EnumMap<>(Check.class);
    private final List<Answer> heard = new CopyOnWriteArrayList<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final Set<String> ignorable = new LinkedHashSet<>();
    private final Set<String> reordered = new LinkedHashSet<>();
    private final Set<String> forged = new LinkedHashSet<>();
    private volatile boolean saidNotHowLong;

    /**
     * @param received where it tells which ids count as taken; null when it does not
     */
    CheckingReceiver(
            Receiver receiver,
            SigningKey key,
            SampleFeed feed,
            @Nullable URI received,
            Limits limits,
            Clock clock) {
        this.receiver = receiver;
        this.key = key;
        this.stranger = key.stranger();
        this.feed = feed;
        this.received = received;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * @return a finding for each check, in their order
     * @throws UnreachableException when there is nobody who could be checked
     */
    List<Finding> check() throws UnreachableException, InterruptedException {
        if (received != null) {
            receiver.received(received);
        }
        if (takesWhatIsValid()) {
            refusesForgeries();
            takesWhatIsSignedInOtherWays();
            takesRepetitions();
            takesWhatIsUnusual();
            takesManyAtOnce();
            answersWell();
            hasEffects();
        }
        return Stream.of(Check.values())
                .map(
                        check ->
                                findings.getOrDefault(
                                        check,
                                        new Finding(check, Outcome.SKIPPED, "", "", ONLY_IF_VALID)))
                .toList();
    }

    // ---- what is sent

    private Delivery signed(Event event, Instant at) {
        return signed(event, at, ours(event, at));
    }

    /** As a retry, never within the second of the first attempt. */
    private Delivery signedLater(Event event, Instant at) {
        return signed(event, at.plusSeconds(1));
    }

    private static Delivery signed(Event event, Instant at, @Nullable String signature) {
        return new Delivery(event.id(), seconds(at), signature, event.json());
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private String ours(Event event, Instant at) {
        return key.sign(event.id(), seconds(at), event.json());
    }

    private String others(Event event, Instant at) {
        return stranger.sign(event.id(), seconds(at), event.json());
    }

    /** Of the right form and length. */
    private String random(Event event, Instant at) {
        String[] parts = ours(event, at).split(",", 2);
        byte[] bytes = Base64.getDecoder().decode(parts[1]);
        new SecureRandom().nextBytes(bytes);
        return parts[0] + "," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Comes back when it is asked to wait, as Bekal does. */
    private Answer deliver(Event event, Manner manner) throws InterruptedException {
        Duration waited = Duration.ZERO;
        while (true) {
            Answer answer = receiver.post(manner.of(event, clock.instant()));
            heard.add(answer);
            if (answer.isTaken()) {
                taken.add(event.id());
            }
            if (!answer.asksToWait()) {
                return answer;
            }
            Duration wish = answer.wish();
            saidNotHowLong |= wish == null;
            Duration pause = wish == null ? limits.unasked() : wish;
            pause = pause.compareTo(BRIEFLY) < 0 ? BRIEFLY : pause;
            waited = waited.plus(pause);
            if (waited.compareTo(limits.patience()) > 0) {
                return answer;
            }
            Thread.sleep(pause);
        }
    }

    private static String told(Event event, String more) {
        return "webhook-id %s, number %d, %d bytes%s%s"
                .formatted(
                        event.id(),
                        event.number(),
                        event.json().length(),
                        more.isEmpty() ? "" : "; ",
                        more);
    }

    // ---- what is found

    private void found(
            Check check, Outcome outcome, String sent, String answered, @Nullable Text why) {
        findings.put(
                check,
                new Finding(check, outcome, sent, answered.replace(key.hidden(), "..."), why));
    }

    private void expectTaken(Check check, String sent, Answer answer) {
        expectTaken(check, sent, List.of(answer));
    }

    private void expectTaken(Check check, String sent, Collection<Answer> answers) {
        List<Answer> bad = answers.stream().filter(answer -> !answer.isTaken()).toList();
        Answer shown = bad.isEmpty() ? answers.iterator().next() : bad.getFirst();
        String count =
                answers.size() == 1
                        ? ""
                        : "%d x 2xx of %d; ".formatted(answers.size() - bad.size(), answers.size());
        found(
                check,
                bad.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                sent,
                count + shown,
                bad.isEmpty() ? null : Reasons.notTaken(shown));
    }

    private void expectRefused(Check check, String sent, Answer answer) {
        found(
                check,
                answer.isRefused() ? Outcome.PASSED : Outcome.FAILED,
                sent,
                answer.toString(),
                answer.isRefused() ? null : Reasons.notRefused(answer));
    }

    // ---- the checks

    private boolean takesWhatIsValid() throws UnreachableException, InterruptedException {
        Event event = feed.next();
        String sent = told(event, "");
        Answer answer = deliver(event, this::signed);
        Answer.Failure failure = answer.failure();
        if (failure != null && failure.isUnreachable()) {
            throw new UnreachableException(answer.toString());
        }
        if (answer.isRedirect()) {
            found(
                    Check.REDIRECT,
                    Outcome.FAILED,
                    sent,
                    answer.toString(),
                    Reasons.notTaken(answer));
            return false;
        }
        expectTaken(Check.VALID, sent, answer);
        if (!answer.isTaken()) {
            if (answer.isRefused()) {
                lookForMistakes(sent, answer);
            }
            return false;
        }
        found(Check.REDIRECT, Outcome.PASSED, sent, answer.toString(), null);
        return true;
    }

    /** It may take what is signed as no sender signs: then what it does is known. */
    private void lookForMistakes(String sent, Answer refusal) throws InterruptedException {
        for (var mistake : key.mistakes().entrySet()) {
            SigningKey.Signer wrong = mistake.getValue();
            Answer answer =
                    deliver(
                            feed.forged(),
                            (event, at) ->
                                    signed(
                                            event,
                                            at,
                                            wrong.sign(event.id(), seconds(at), event.json())));
            if (answer.isTaken()) {
                found(Check.VALID, Outcome.FAILED, sent, refusal.toString(), mistake.getKey());
                return;
            }
        }
    }

    private void refusesForgeries() throws InterruptedException {
        // not among the forged: it comes again, and then it is genuine
        Event first = feed.forged();
        expectRefused(
                Check.SIGNATURE_WRONG,
                told(first, "webhook-signature: random"),
                deliver(first, (event, at) -> signed(event, at, random(event, at))));
        taken.remove(first.id());
        Event genuine = feed.genuine(first);
        expectTaken(
                Check.AFTER_FORGERY,
                told(genuine, "after a forgery under this id"),
                deliver(genuine, this::signed));

        expectForgeryRefused(
                Check.SIGNATURE_OF_ANOTHER,
                "webhook-signature by a key made for this",
                (event, at) -> signed(event, at, others(event, at)));
        expectForgeryRefused(
                Check.SIGNATURE_MISSING,
                "no webhook-signature",
                (event, at) -> signed(event, at, (String) null));
        expectForgeryRefused(
                Check.BODY_CHANGED,
                "seatsTaken changed after signing",
                (event, at) -> signed(SampleFeed.changed(event), at, ours(event, at)));
        expectForgeryRefused(
                Check.TIMESTAMP_CHANGED,
                "webhook-timestamp changed by 60 s after signing",
                (event, at) -> signed(event, at, ours(event, at.minusSeconds(60))));
        expectForgeryRefused(
                Check.TIMESTAMP_OLD,
                "signed as 10 minutes ago",
                (event, at) -> signed(event, at.minus(FAR)));
        expectForgeryRefused(
                Check.TIMESTAMP_FUTURE,
                "signed as in 10 minutes",
                (event, at) -> signed(event, at.plus(FAR)));
        String other = feed.forged().id();
        forged.add(other);
        expectForgeryRefused(
                Check.ID_CHANGED,
                "signed under this id, sent with webhook-id " + other,
                (event, at) -> new Delivery(other, seconds(at), ours(event, at), event.json()));
    }

    private void expectForgeryRefused(Check check, String how, Manner manner)
            throws InterruptedException {
        Event event = feed.forged();
        forged.add(event.id());
        Answer answer = deliver(event, manner);
        taken.remove(event.id());
        expectRefused(check, told(event, how), answer);
    }

    private void takesWhatIsSignedInOtherWays() throws InterruptedException {
        Event exact = feed.completed();
        expectTaken(Check.EXACT_BYTES, told(exact, ""), deliver(exact, this::signed));
        expectTaken(
                Check.ROTATION_OURS_SECOND,
                "webhook-signature: another key's, then this one's",
                (event, at) -> signed(event, at, others(event, at) + " " + ours(event, at)));
        expectTaken(
                Check.ROTATION_OURS_FIRST,
                "webhook-signature: this key's, then another one's",
                (event, at) -> signed(event, at, ours(event, at) + " " + others(event, at)));
        expectTaken(
                Check.SCHEME_UNKNOWN,
                "webhook-signature: v2,… and this key's",
                (event, at) ->
                        signed(
                                event,
                                at,
                                "v2,"
                                        + others(event, at).split(",", 2)[1]
                                        + " "
                                        + ours(event, at)));
    }

    private void expectTaken(Check check, String how, Manner manner) throws InterruptedException {
        Event event = feed.next();
        expectTaken(check, told(event, how), deliver(event, manner));
    }

    private void takesRepetitions() throws InterruptedException {
        Event twice = feed.next();
        Answer once = deliver(twice, this::signed);
        Answer again = deliver(twice, this::signedLater);
        expectTaken(Check.DUPLICATE, told(twice, "again, signed anew"), List.of(once, again));
        Event event = feed.next();
        expectTaken(
                Check.DUPLICATE_AT_ONCE,
                told(event, AT_ONCE + " times at once"),
                atOnce(Collections.nCopies(AT_ONCE, event)));
        retriesAfterCuts();
        Event earlier = feed.next();
        Event later = feed.next();
        reordered.add(later.id());
        reordered.add(earlier.id());
        Answer first = deliver(later, this::signed);
        Answer second = deliver(earlier, this::signed);
        expectTaken(
                Check.REORDER,
                told(later, "") + ", then " + told(earlier, ""),
                List.of(first, second));
    }

    private void retriesAfterCuts() throws InterruptedException {
        Event event = feed.next();
        String sent = told(event, "hung up before the answer, then in the midst of it, then again");
        try {
            receiver.cut(signed(event, clock.instant()), false);
            receiver.cut(signed(event, clock.instant()), true);
        } catch (IOException e) {
            found(
                    Check.RETRY_AFTER_CUT,
                    Outcome.FAILED,
                    sent,
                    String.valueOf(e.getMessage()),
                    new Text(
                            "sambungan putus sebelum sempat kami putuskan",
                            "the connection ended before we ended it"));
            return;
        }
        expectTaken(Check.RETRY_AFTER_CUT, sent, deliver(event, this::signedLater));
    }

    private void takesWhatIsUnusual() throws InterruptedException {
        takesIgnorable(Check.TYPE_UNKNOWN, feed.ofUnknownType());
        Event fields = feed.withUnknownFields();
        expectTaken(Check.FIELDS_UNKNOWN, told(fields, ""), deliver(fields, this::signed));
        takesIgnorable(Check.ERASED, feed.erased());
        takesIgnorable(Check.TEST_EVENT, feed.test());
        Event large = feed.largest();
        expectTaken(Check.LARGE, told(large, ""), deliver(large, this::signed));
    }

    /** Whoever has nothing to do with it need not count it. */
    private void takesIgnorable(Check check, Event event) throws InterruptedException {
        ignorable.add(event.id());
        expectTaken(check, told(event, ""), deliver(event, this::signed));
    }

    private void takesManyAtOnce() throws InterruptedException {
        List<Event> events =
                IntStream.range(0, limits.burst()).mapToObj(one -> feed.next()).toList();
        saidNotHowLong = false;
        List<Answer> answers = atOnce(events);
        String sent = limits.burst() + " at once, from " + told(events.getFirst(), "");
        expectTaken(Check.BURST, sent, answers);
        if (saidNotHowLong && answers.stream().allMatch(Answer::isTaken)) {
            found(
                    Check.BURST,
                    Outcome.WARNED,
                    sent,
                    "429",
                    new Text(
                            "429 tanpa Retry-After: dicoba lagi setelah 5 detik, 30 detik, 2 menit …",
                            "429 without Retry-After: tried again after 5 s, 30 s, 2 min …"));
        }
    }

    private List<Answer> atOnce(List<Event> events) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> deliveries =
                    events.stream()
                            .<Callable<Answer>>map(event -> () -> deliver(event, this::signed))
                            .toList();
            for (Future<Answer> answer : each.invokeAll(deliveries)) {
                answers.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }

    private void answersWell() {
        Answer slowest =
                heard.stream()
                        .max((one, other) -> one.latency().compareTo(other.latency()))
                        .orElseThrow();
        boolean slow = slowest.latency().compareTo(limits.slow()) > 0;
        found(
                Check.ANSWER_TIME,
                slow ? Outcome.WARNED : Outcome.PASSED,
                "",
                slowest.toString(),
                slow
                        ? new Text(
                                "jawaban paling lambat perlu "
                                        + slowest.latency().toMillis()
                                        + " ms",
                                "the slowest answer took " + slowest.latency().toMillis() + " ms")
                        : null);
        Answer longest = heard.stream().filter(Answer::isLong).findFirst().orElse(null);
        found(
                Check.ANSWER_SIZE,
                longest == null ? Outcome.PASSED : Outcome.WARNED,
                "",
                longest == null ? "" : longest.toString(),
                longest == null
                        ? null
                        : new Text(
                                "jawaban lebih dari " + limits.mostBytes() + " byte",
                                "an answer of more than " + limits.mostBytes() + " bytes"));
    }

    // ---- what it did with it

    private void hasEffects() throws UnreachableException, InterruptedException {
        URI from = received;
        if (from == null) {
            for (Check check :
                    List.of(
                            Check.EFFECT_ONCE,
                            Check.EFFECT_OF_FORGERY,
                            Check.EFFECT_MISSING,
                            Check.EFFECT_OF_REORDERED)) {
                found(check, Outcome.SKIPPED, "", "", NOT_SEEN);
            }
            return;
        }
        Set<String> expected = new LinkedHashSet<>(taken);
        expected.removeAll(ignorable);
        List<String> counted = settled(from, expected);
        expected.removeAll(reordered);
        Set<String> late = new LinkedHashSet<>(reordered);
        late.retainAll(taken);
        found(
                Check.EFFECT_ONCE,
                Stream.concat(taken.stream(), ignorable.stream())
                        .distinct()
                        .filter(id -> Collections.frequency(counted, id) > 1)
                        .toList(),
                "lebih dari sekali",
                "more than once");
        found(
                Check.EFFECT_OF_FORGERY,
                forged.stream().filter(counted::contains).toList(),
                "dipalsukan, namun terhitung",
                "forged, and counted");
        found(
                Check.EFFECT_MISSING,
                expected.stream().filter(id -> !counted.contains(id)).toList(),
                "dijawab 2xx, namun tidak terhitung",
                "answered 2xx, and not counted");
        found(
                Check.EFFECT_OF_REORDERED,
                late.stream().filter(id -> !counted.contains(id)).toList(),
                "tidak terhitung",
                "not counted");
    }

    /** Waits for effects that come after the answer, and a little for those that come twice. */
    private List<String> settled(URI from, Set<String> expected)
            throws UnreachableException, InterruptedException {
        long begin = System.nanoTime();
        while (!Set.copyOf(receiver.received(from)).containsAll(expected)
                && System.nanoTime() - begin < limits.effect().toNanos()) {
            Thread.sleep(BRIEFLY);
        }
        Thread.sleep(limits.settle());
        return receiver.received(from);
    }

    private void found(Check check, List<String> wrong, String indonesian, String english) {
        found(
                check,
                wrong.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                "",
                String.join(", ", wrong.subList(0, Math.min(wrong.size(), 3))),
                wrong.isEmpty()
                        ? null
                        : new Text(
                                wrong.size() + " webhook-id " + indonesian,
                                wrong.size() + " webhook-id " + english));
    }
}
