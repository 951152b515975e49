package id.bekal.agreements.agreement;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.platform.Outcome;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** A cooperation agreement of a Rutan and a BLK for 2026, taken as far as a test needs. */
final class AgreementFixture {

    static final AgreementId ID = new AgreementId("pks-1");
    static final Actor RUTAN = new Actor(new InstitutionId("rutan"), "rutan-client");
    static final Actor BLK = new Actor(new InstitutionId("blk"), "blk-client");
    static final Actor KANWIL = new Actor(new InstitutionId("kanwil"), "kanwil-client");
    static final Actor DISNAKER = new Actor(new InstitutionId("disnaker"), "disnaker-client");

    static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    static final LocalDate UNTIL = LocalDate.of(2026, 12, 31);
    static final LocalDate START = FROM;
    static final ActivationPolicy ONE_ORIGINAL = new ActivationPolicy(false);
    static final ActivationPolicy ORIGINAL_PER_PARTY = new ActivationPolicy(true);

    static final Terms TERMS =
            new Terms(List.of("bakery"), 16, FROM, UNTIL, AtAgreementEnd.RUN_OUT);

    private AgreementFixture() {}

    static Moment on(LocalDate day) {
        return new Moment(
                day.atTime(LocalTime.NOON).atZone(ZoneId.of("Asia/Jakarta")).toInstant(), day);
    }

    static Party party(Actor of) {
        return Party.of(
                of.institution(),
                "01/" + of.institution(),
                List.of(new Signatory("Budi", "Kepala", null, null)),
                List.of(),
                List.of(new Obligation("VENUE", "ruang pelatihan")));
    }

    static Draft draft(Terms terms, Party... parties) {
        return new Draft("PKS", "Roti dan kue", List.of(parties), terms, List.of(90, 30), null);
    }

    static Draft draft() {
        return draft(TERMS, party(RUTAN), party(BLK));
    }

    static Outcome<Agreement> drafting(Draft draft) {
        return Agreement.draft(ID, RUTAN, draft, Set.of(KANWIL.institution()), on(START));
    }

    static Agreement drafted(Draft draft) {
        return accepted(drafting(draft));
    }

    static Agreement drafted() {
        return drafted(draft());
    }

    static Agreement submitted() {
        return submitted(draft());
    }

    static Agreement submitted(Draft draft) {
        Agreement agreement = drafted(draft);
        accepted(agreement.submit(RUTAN, on(START)));
        return agreement;
    }

    static Agreement approved() {
        return approved(draft());
    }

    static Agreement approved(Draft draft) {
        Agreement agreement = submitted(draft);
        for (Party party : draft.parties()) {
            if (!party.institution().equals(RUTAN.institution())) {
                Actor reviewer = new Actor(party.institution(), "client");
                accepted(agreement.review(reviewer, ReviewDecision.APPROVED, null, on(START)));
            }
        }
        return agreement;
    }

    /** Signed by all on the start day; without an original. */
    static Agreement signed() {
        Agreement agreement = approved();
        accepted(agreement.sign(RUTAN, null, START, ONE_ORIGINAL, on(START)));
        accepted(agreement.sign(BLK, null, START, ONE_ORIGINAL, on(START)));
        return agreement;
    }

    static Agreement active() {
        Agreement agreement = signed();
        accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(START)));
        return agreement;
    }

    static Agreement suspended() {
        Agreement agreement = active();
        accepted(agreement.suspend(KANWIL, START, "banjir", on(START)));
        return agreement;
    }

    static Agreement expired() {
        Agreement agreement = active();
        agreement.advance(ONE_ORIGINAL, on(UNTIL.plusDays(1)));
        return agreement;
    }

    /** In force, with an addendum that extends it by a year, proposed and not signed. */
    static Agreement proposed(LocalDate effective) {
        Agreement agreement = active();
        accepted(agreement.propose(BLK, "1", effective, "perpanjangan", extension(), on(START)));
        return agreement;
    }

    static TermChanges extension() {
        return new TermChanges(UNTIL.plusYears(1), 32, null, null);
    }

    static Original original(String sha256) {
        return new Original(
                "file-" + sha256,
                "pks.pdf",
                "application/pdf",
                100,
                sha256,
                on(START).at(),
                "client");
    }

    static <T> T accepted(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Accepted<T>(T value) -> value;
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }
}
