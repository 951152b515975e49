package id.bekal.agreements.agreement;

import static id.bekal.agreements.agreement.AgreementFixture.BLK;
import static id.bekal.agreements.agreement.AgreementFixture.DISNAKER;
import static id.bekal.agreements.agreement.AgreementFixture.FROM;
import static id.bekal.agreements.agreement.AgreementFixture.ID;
import static id.bekal.agreements.agreement.AgreementFixture.KANWIL;
import static id.bekal.agreements.agreement.AgreementFixture.ONE_ORIGINAL;
import static id.bekal.agreements.agreement.AgreementFixture.ORIGINAL_PER_PARTY;
import static id.bekal.agreements.agreement.AgreementFixture.RUTAN;
import static id.bekal.agreements.agreement.AgreementFixture.START;
import static id.bekal.agreements.agreement.AgreementFixture.TERMS;
import static id.bekal.agreements.agreement.AgreementFixture.UNTIL;
import static id.bekal.agreements.agreement.AgreementFixture.accepted;
import static id.bekal.agreements.agreement.AgreementFixture.draft;
import static id.bekal.agreements.agreement.AgreementFixture.extension;
import static id.bekal.agreements.agreement.AgreementFixture.on;
import static id.bekal.agreements.agreement.AgreementFixture.original;
import static id.bekal.agreements.agreement.AgreementFixture.party;
import static id.bekal.agreements.agreement.ReviewDecision.APPROVED;
import static id.bekal.agreements.agreement.ReviewDecision.CHANGES_REQUESTED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.agreements.AgreementActivated;
import id.bekal.contracts.agreements.AgreementAmended;
import id.bekal.contracts.agreements.AgreementEvent;
import id.bekal.contracts.agreements.AgreementExpired;
import id.bekal.contracts.agreements.AgreementExpiring;
import id.bekal.contracts.agreements.AgreementRenewed;
import id.bekal.contracts.agreements.AgreementResumed;
import id.bekal.contracts.agreements.AgreementSigned;
import id.bekal.contracts.agreements.AgreementState;
import id.bekal.contracts.agreements.AgreementSubmitted;
import id.bekal.contracts.agreements.AgreementSuspended;
import id.bekal.contracts.agreements.AgreementTerminated;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.platform.Outcome;
import id.bekal.platform.web.InvalidInputException;
import id.bekal.platform.web.NotFoundException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

class AgreementTests {

    private static final AgreementId NEXT = new AgreementId("pks-2");

    /** The rule objects, and the agreement stays exactly as it was, without an event. */
    private static void refuses(
            AgreementRule rule,
            Supplier<Agreement> given,
            Function<Agreement, Outcome<Agreement>> command) {
        Agreement agreement = given.get();
        Outcome<Agreement> outcome = command.apply(agreement);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<Agreement>) outcome).because()).isEqualTo(rule);
        assertThat(agreement).usingRecursiveComparison().isEqualTo(given.get());
    }

    private static List<DomainEvent> eventsOf(Agreement agreement, Runnable command) {
        int before = agreement.recorded().size();
        command.run();
        return agreement.recorded().subList(before, agreement.recorded().size());
    }

    private static AgreementState stateIn(DomainEvent event) {
        return ((AgreementEvent) event).agreement().state();
    }

    private static Terms terms(LocalDate from, LocalDate until) {
        return new Terms(List.of("bakery"), 16, from, until, AtAgreementEnd.RUN_OUT);
    }

    @Nested
    class Drafting {

        @Test
        void beginsADraftThatOnlyPartiesAndOverseersSee() {
            Agreement agreement = AgreementFixture.drafted();
            assertThat(agreement.state()).isEqualTo(AgreementState.DRAFT);
            assertThat(agreement.recorded()).isEmpty();
            assertThat(agreement.isVisibleTo(RUTAN.institution())).isTrue();
            assertThat(agreement.isVisibleTo(BLK.institution())).isTrue();
            assertThat(agreement.isVisibleTo(KANWIL.institution())).isTrue();
            assertThat(agreement.isVisibleTo(DISNAKER.institution())).isFalse();
        }

        @Test
        void isRefusedToANonParty() {
            Outcome<Agreement> outcome =
                    AgreementFixture.drafting(draft(TERMS, party(BLK), party(DISNAKER)));
            assertThat(outcome).isEqualTo(Outcome.refused(AgreementRule.THE_CREATOR_IS_A_PARTY));
        }

        @Test
        void namesTheFieldAtFault() {
            assertAtFault("parties", draft(TERMS, party(RUTAN)));
            assertAtFault(
                    "parties[2].institution", draft(TERMS, party(RUTAN), party(BLK), party(BLK)));
            assertAtFault("until", draft(terms(FROM, FROM.minusDays(1)), party(RUTAN), party(BLK)));
            assertAtFault(
                    "quota",
                    draft(
                            new Terms(List.of(), 0, FROM, UNTIL, AtAgreementEnd.STOP),
                            party(RUTAN),
                            party(BLK)));
            Draft draft = draft();
            assertAtFault(
                    "noticeDays",
                    new Draft(
                            draft.kind(),
                            draft.title(),
                            draft.parties(),
                            draft.terms(),
                            List.of(30, 0),
                            null));
        }

        private void assertAtFault(String field, Draft draft) {
            assertThatThrownBy(() -> AgreementFixture.drafting(draft))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            e -> assertThat(e.field()).isEqualTo(field));
        }

        @Test
        void takesOneDayAndAQuotaOfOneAndThreeParties() {
            Terms least = new Terms(List.of(), 1, FROM, FROM, AtAgreementEnd.STOP);
            Agreement agreement =
                    AgreementFixture.drafted(
                            draft(least, party(RUTAN), party(BLK), party(DISNAKER)));
            assertThat(agreement.parties()).hasSize(3);
            assertThat(agreement.terms()).isEqualTo(least);
        }
    }

    @Nested
    class Editing {

        private final Draft other =
                draft(terms(FROM, UNTIL.plusDays(1)), party(RUTAN), party(DISNAKER));

        @Test
        void replacesWhatTheDraftSays() {
            Agreement agreement = AgreementFixture.drafted();
            accepted(agreement.edit(RUTAN, other, Set.of()));
            assertThat(agreement.terms().until()).isEqualTo(UNTIL.plusDays(1));
            assertThat(agreement.originalTerms()).isEqualTo(agreement.terms());
            assertThat(agreement.isVisibleTo(DISNAKER.institution())).isTrue();
            assertThat(agreement.isVisibleTo(BLK.institution())).isFalse();
            assertThat(agreement.isVisibleTo(KANWIL.institution())).isFalse();
        }

        @Test
        void isRefusedToAnotherParty() {
            refuses(
                    AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS,
                    AgreementFixture::drafted,
                    agreement -> agreement.edit(BLK, other, Set.of()));
        }

        @Test
        void isRefusedOnceSubmitted() {
            refuses(
                    AgreementRule.ONLY_A_DRAFT_IS_EDITED,
                    AgreementFixture::submitted,
                    agreement -> agreement.edit(RUTAN, other, Set.of()));
        }

        @Test
        void doesNotLeaveTheCreatorOut() {
            refuses(
                    AgreementRule.THE_CREATOR_IS_A_PARTY,
                    AgreementFixture::drafted,
                    agreement ->
                            agreement.edit(
                                    RUTAN, draft(TERMS, party(BLK), party(DISNAKER)), Set.of()));
        }
    }

    @Nested
    class Submitting {

        @Test
        void opensTheReview() {
            Agreement agreement = AgreementFixture.drafted();
            List<DomainEvent> events =
                    eventsOf(agreement, () -> agreement.submit(RUTAN, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.IN_REVIEW);
            assertThat(events).singleElement().isInstanceOf(AgreementSubmitted.class);
            assertThat(stateIn(events.getFirst())).isEqualTo(AgreementState.IN_REVIEW);
        }

        @Test
        void isRefusedToAnotherParty() {
            refuses(
                    AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS,
                    AgreementFixture::drafted,
                    agreement -> agreement.submit(BLK, on(START)));
        }

        @Test
        void isRefusedTwice() {
            refuses(
                    AgreementRule.ONLY_A_DRAFT_IS_SUBMITTED,
                    AgreementFixture::submitted,
                    agreement -> agreement.submit(RUTAN, on(START)));
        }

        @Test
        void isRefusedWithoutSignatoriesOfEveryParty() {
            Party nobody = Party.of(BLK.institution(), "2", List.of(), List.of(), List.of());
            refuses(
                    AgreementRule.EVERY_PARTY_NAMES_ITS_SIGNATORIES,
                    () -> AgreementFixture.drafted(draft(TERMS, party(RUTAN), nobody)),
                    agreement -> agreement.submit(RUTAN, on(START)));
        }

        @Test
        void isRefusedAfterThePeriodAndAllowedOnItsLastDay() {
            refuses(
                    AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER,
                    AgreementFixture::drafted,
                    agreement -> agreement.submit(RUTAN, on(UNTIL.plusDays(1))));
            accepted(AgreementFixture.drafted().submit(RUTAN, on(UNTIL)));
        }
    }

    @Nested
    class Reviewing {

        private final Draft three = draft(TERMS, party(RUTAN), party(BLK), party(DISNAKER));

        @Test
        void leadsToSigningWhenEveryOtherPartyApproved() {
            Agreement agreement = AgreementFixture.submitted(three);
            accepted(agreement.review(BLK, APPROVED, null, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.IN_REVIEW);
            accepted(agreement.review(DISNAKER, APPROVED, null, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
        }

        @Test
        void givesTheDraftBackAndForgetsApprovals() {
            Agreement agreement = AgreementFixture.submitted(three);
            accepted(agreement.review(BLK, APPROVED, null, on(START)));
            accepted(agreement.review(DISNAKER, CHANGES_REQUESTED, "kuota", on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.DRAFT);
            assertThat(agreement.parties()).allMatch(party -> party.approvedAt() == null);
            assertThat(agreement.review().note()).isEqualTo("kuota");
        }

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::submitted,
                    agreement -> agreement.review(KANWIL, APPROVED, null, on(START)));
        }

        @Test
        void isRefusedToTheCreator() {
            refuses(
                    AgreementRule.THE_CREATOR_DOES_NOT_REVIEW,
                    AgreementFixture::submitted,
                    agreement -> agreement.review(RUTAN, APPROVED, null, on(START)));
        }

        @Test
        void isRefusedBeforeSubmissionAndAfterApproval() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::drafted, AgreementFixture::approved)) {
                refuses(
                        AgreementRule.ONLY_WHAT_IS_IN_REVIEW_IS_REVIEWED,
                        given,
                        agreement -> agreement.review(BLK, CHANGES_REQUESTED, null, on(START)));
            }
        }

        @Test
        void countsOneApprovalOfAParty() {
            refuses(
                    AgreementRule.EACH_PARTY_APPROVES_ONCE,
                    () -> {
                        Agreement agreement = AgreementFixture.submitted(three);
                        accepted(agreement.review(BLK, APPROVED, null, on(START)));
                        return agreement;
                    },
                    agreement -> agreement.review(BLK, APPROVED, null, on(START)));
        }
    }

    @Nested
    class Signing {

        private Outcome<Agreement> sign(Agreement agreement, Actor actor, LocalDate today) {
            return agreement.sign(actor, null, today, ONE_ORIGINAL, on(today));
        }

        @Test
        void tellsHowManyAreAwaited() {
            Agreement agreement = AgreementFixture.approved();
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> {
                                accepted(sign(agreement, RUTAN, START));
                                accepted(sign(agreement, BLK, START));
                            });
            assertThat(events)
                    .extracting(event -> ((AgreementSigned) event).outstanding())
                    .containsExactly(1, 0);
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
        }

        @Test
        void takesTheNumberThatComesWithIt() {
            Agreement agreement = AgreementFixture.approved();
            accepted(agreement.sign(BLK, "560/9", START, ONE_ORIGINAL, on(START)));
            assertThat(agreement.party(BLK.institution()).orElseThrow().number())
                    .isEqualTo("560/9");
            accepted(sign(agreement, RUTAN, START));
            assertThat(agreement.party(RUTAN.institution()).orElseThrow().number())
                    .isEqualTo("01/rutan");
        }

        @Test
        void isRefusedWithoutANumber() {
            Party without =
                    Party.of(
                            BLK.institution(),
                            null,
                            party(BLK).signatories(),
                            List.of(),
                            List.of());
            Supplier<Agreement> given =
                    () -> AgreementFixture.approved(draft(TERMS, party(RUTAN), without));
            refuses(
                    AgreementRule.A_PARTY_SIGNS_UNDER_ITS_OWN_NUMBER,
                    given,
                    agreement -> sign(agreement, BLK, START));
            refuses(
                    AgreementRule.A_PARTY_SIGNS_UNDER_ITS_OWN_NUMBER,
                    given,
                    agreement -> agreement.sign(BLK, " ", START, ONE_ORIGINAL, on(START)));
        }

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::approved,
                    agreement -> sign(agreement, KANWIL, START));
        }

        @Test
        void isRefusedTwice() {
            refuses(
                    AgreementRule.EACH_PARTY_SIGNS_ONCE,
                    AgreementFixture::signed,
                    agreement -> sign(agreement, BLK, START));
        }

        @Test
        void isRefusedBeforeAllApproved() {
            refuses(
                    AgreementRule.ONLY_WHAT_ALL_APPROVED_IS_SIGNED,
                    AgreementFixture::submitted,
                    agreement -> sign(agreement, BLK, START));
        }

        @Test
        void isRefusedWithADateToComeAndAllowedToday() {
            refuses(
                    AgreementRule.NOTHING_IS_SIGNED_IN_THE_FUTURE,
                    AgreementFixture::approved,
                    agreement ->
                            agreement.sign(BLK, null, START.plusDays(1), ONE_ORIGINAL, on(START)));
            accepted(sign(AgreementFixture.approved(), BLK, START));
        }

        @Test
        void isRefusedAfterThePeriodAndAllowedOnItsLastDay() {
            refuses(
                    AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER,
                    AgreementFixture::approved,
                    agreement -> sign(agreement, BLK, UNTIL.plusDays(1)));
            accepted(sign(AgreementFixture.approved(), BLK, UNTIL));
        }
    }

    @Nested
    class KeepingAnOriginal {

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::signed,
                    agreement -> agreement.keep(KANWIL, original("a"), ONE_ORIGINAL, on(START)));
        }

        @Test
        void isRefusedBeforeAllApprovedAndAfterTheEnd() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::submitted, AgreementFixture::expired)) {
                refuses(
                        AgreementRule.AN_ORIGINAL_BELONGS_TO_WHAT_IS_SIGNED,
                        given,
                        agreement -> agreement.keep(RUTAN, original("a"), ONE_ORIGINAL, on(START)));
            }
        }

        @Test
        void replacesItWhileSigning() {
            Agreement agreement = AgreementFixture.approved();
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(START)));
            accepted(agreement.keep(BLK, original("b"), ONE_ORIGINAL, on(START)));
            assertThat(agreement.party(BLK.institution()).orElseThrow().original())
                    .isEqualTo(original("b"));
        }

        @Test
        void isRefusedToReplaceItOnceInForce() {
            refuses(
                    AgreementRule.AN_ORIGINAL_STAYS_ONCE_IN_FORCE,
                    AgreementFixture::active,
                    agreement -> agreement.keep(BLK, original("b"), ONE_ORIGINAL, on(START)));
        }

        @Test
        void changesNothingWithTheSameContentAgain() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::active,
                            () -> {
                                Agreement agreement = AgreementFixture.approved();
                                accepted(
                                        agreement.keep(
                                                BLK, original("a"), ONE_ORIGINAL, on(START)));
                                return agreement;
                            })) {
                Agreement agreement = given.get();
                Original again =
                        new Original(
                                "another-file",
                                "lain.pdf",
                                "application/pdf",
                                100,
                                "a",
                                on(START.plusDays(1)).at(),
                                "client");
                accepted(agreement.keep(BLK, again, ONE_ORIGINAL, on(START.plusDays(1))));
                assertThat(agreement).usingRecursiveComparison().isEqualTo(given.get());
            }
        }

        @Test
        void isAllowedToAPartyThatComesLate() {
            Agreement agreement = AgreementFixture.active();
            accepted(agreement.keep(RUTAN, original("b"), ONE_ORIGINAL, on(START)));
            assertThat(agreement.party(RUTAN.institution()).orElseThrow().original()).isNotNull();
        }
    }

    @Nested
    class Activating {

        @Test
        void happensWithTheOriginalThatComesLast() {
            Agreement agreement = AgreementFixture.signed();
            assertThat(ONE_ORIGINAL.outstanding(agreement, START))
                    .containsExactly(AgreementRule.A_SIGNED_ORIGINAL_MUST_BE_STORED);
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> agreement.keep(RUTAN, original("a"), ONE_ORIGINAL, on(START)));
            assertThat(events).singleElement().isInstanceOf(AgreementActivated.class);
            assertThat(stateIn(events.getFirst())).isEqualTo(AgreementState.ACTIVE);
        }

        @Test
        void happensWithTheSignatureThatComesLast() {
            Agreement agreement = AgreementFixture.approved();
            accepted(agreement.keep(RUTAN, original("a"), ONE_ORIGINAL, on(START)));
            accepted(agreement.sign(RUTAN, null, START, ONE_ORIGINAL, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
            assertThat(ONE_ORIGINAL.outstanding(agreement, START))
                    .containsExactly(AgreementRule.EVERY_PARTY_MUST_SIGN);
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> agreement.sign(BLK, null, START, ONE_ORIGINAL, on(START)));
            assertThat(events)
                    .extracting(Object::getClass)
                    .<Object>containsExactly(AgreementSigned.class, AgreementActivated.class);
        }

        @Test
        void waitsForEachOriginalWhereThatIsRequired() {
            Agreement agreement = AgreementFixture.signed();
            accepted(agreement.keep(RUTAN, original("a"), ORIGINAL_PER_PARTY, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
            assertThat(ORIGINAL_PER_PARTY.outstanding(agreement, START))
                    .containsExactly(AgreementRule.EVERY_PARTY_MUST_STORE_ITS_ORIGINAL);
            accepted(agreement.keep(BLK, original("b"), ORIGINAL_PER_PARTY, on(START)));
            assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE);
        }

        @Test
        void waitsForItsStartDate() {
            LocalDate early = FROM.minusDays(10);
            Agreement agreement = AgreementFixture.approved();
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.sign(actor, null, early, ONE_ORIGINAL, on(early)));
            }
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(early)));
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
            assertThat(ONE_ORIGINAL.outstanding(agreement, early))
                    .containsExactly(AgreementRule.THE_START_DATE_MUST_BE_REACHED);
            assertThat(agreement.due()).isEqualTo(FROM);
            assertThat(agreement.advance(ONE_ORIGINAL, on(FROM.minusDays(1)))).isFalse();
            assertThat(agreement.advance(ONE_ORIGINAL, on(FROM))).isTrue();
            assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE);
        }

        @Test
        void stopsWaitingForADayWhenMoreIsRequiredByThen() {
            LocalDate early = FROM.minusDays(10);
            Agreement agreement = AgreementFixture.approved();
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.sign(actor, null, early, ONE_ORIGINAL, on(early)));
            }
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(early)));
            assertThat(agreement.advance(ORIGINAL_PER_PARTY, on(FROM))).isTrue();
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
            assertThat(agreement.due()).isNull();
        }

        @Test
        void happensOnTheLastDay() {
            Agreement agreement = AgreementFixture.signed();
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(UNTIL)));
            assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE);
        }

        @Test
        void doesNotHappenAfterThePeriod() {
            Agreement agreement = AgreementFixture.signed();
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(UNTIL.plusDays(1))));
            assertThat(agreement.state()).isEqualTo(AgreementState.SIGNING);
            assertThat(ONE_ORIGINAL.outstanding(agreement, UNTIL.plusDays(1)))
                    .containsExactly(AgreementRule.THE_PERIOD_MUST_NOT_BE_OVER);
            assertThat(agreement.due()).isNull();
        }
    }

    @Nested
    class Suspending {

        private final LocalDate day = START.plusDays(20);

        @Test
        void pausesAndResumesByAnOverseerOrAParty() {
            Agreement agreement = AgreementFixture.active();
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> {
                                accepted(agreement.suspend(KANWIL, day, "banjir", on(day)));
                                accepted(agreement.resume(day.plusDays(2), on(day.plusDays(3))));
                            });
            assertThat(events).hasSize(2);
            assertThat(stateIn(events.getFirst())).isEqualTo(AgreementState.SUSPENDED);
            assertThat(((AgreementSuspended) events.getFirst()).since()).isEqualTo(day);
            assertThat(((AgreementResumed) events.getLast()).since()).isEqualTo(day.plusDays(2));
            assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE);
            assertThat(agreement.suspensions())
                    .containsExactly(
                            new Suspension(day, "banjir", KANWIL.institution(), day.plusDays(2)));
        }

        @Test
        void isRefusedUnlessActive() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::signed,
                            AgreementFixture::suspended,
                            AgreementFixture::expired)) {
                refuses(
                        AgreementRule.ONLY_AN_ACTIVE_AGREEMENT_IS_SUSPENDED,
                        given,
                        agreement -> agreement.suspend(RUTAN, day, "banjir", on(day)));
            }
        }

        @Test
        void beginsBetweenTheStartAndToday() {
            for (LocalDate since : List.of(day.plusDays(1), FROM.minusDays(1))) {
                refuses(
                        AgreementRule.A_SUSPENSION_BEGINS_WITHIN_THE_PERIOD_AND_BY_TODAY,
                        AgreementFixture::active,
                        agreement -> agreement.suspend(RUTAN, since, "banjir", on(day)));
            }
            accepted(AgreementFixture.active().suspend(RUTAN, FROM, "banjir", on(day)));
        }

        @Test
        void isNotResumedUnlessSuspended() {
            refuses(
                    AgreementRule.ONLY_A_SUSPENDED_AGREEMENT_IS_RESUMED,
                    AgreementFixture::active,
                    agreement -> agreement.resume(day, on(day)));
        }

        @Test
        void isResumedBetweenItsStartAndToday() {
            for (LocalDate since : List.of(day.plusDays(1), START.minusDays(1))) {
                refuses(
                        AgreementRule.A_RESUMPTION_FOLLOWS_ITS_SUSPENSION_AND_COMES_BY_TODAY,
                        AgreementFixture::suspended,
                        agreement -> agreement.resume(since, on(day)));
            }
            accepted(AgreementFixture.suspended().resume(START, on(day)));
            accepted(AgreementFixture.suspended().resume(day, on(day)));
        }
    }

    @Nested
    class Amending {

        private final LocalDate effective = LocalDate.of(2026, 6, 1);

        private Outcome<Agreement> propose(
                Agreement agreement, LocalDate day, TermChanges changes) {
            return agreement.propose(BLK, "2", day, "alasan", changes, on(START));
        }

        private void signBoth(Agreement agreement, LocalDate today) {
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.signAddendum(actor, "1", today, ONE_ORIGINAL, on(today)));
            }
        }

        @Test
        void changesTheTermsOnItsDayAndKeepsTheOriginalOnes() {
            Agreement agreement = AgreementFixture.proposed(effective);
            List<DomainEvent> none = eventsOf(agreement, () -> signBoth(agreement, START));
            assertThat(none).isEmpty();
            assertThat(agreement.due()).isEqualTo(effective);
            List<DomainEvent> events =
                    eventsOf(agreement, () -> agreement.advance(ONE_ORIGINAL, on(effective)));
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AgreementAmended.class,
                            amended -> {
                                assertThat(amended.addendum()).isEqualTo("1");
                                assertThat(amended.effective()).isEqualTo(effective);
                                assertThat(amended.agreement().quota()).isEqualTo(32);
                                assertThat(amended.agreement().until())
                                        .isEqualTo(UNTIL.plusYears(1));
                            });
            assertThat(agreement.originalTerms()).isEqualTo(TERMS);
            assertThat(agreement.terms().fields()).containsExactly("bakery");
            assertThat(agreement.addenda().getFirst().inForceSince()).isEqualTo(effective);
            assertThat(agreement.advance(ONE_ORIGINAL, on(effective))).isFalse();
        }

        @Test
        void takesEffectWithTheLastSignatureWhenItsDayIsReached() {
            Agreement agreement = AgreementFixture.proposed(effective);
            accepted(
                    agreement.signAddendum(
                            RUTAN, "1", effective, ONE_ORIGINAL, on(effective.plusDays(5))));
            agreement.advance(ONE_ORIGINAL, on(effective.plusDays(5)));
            assertThat(agreement.terms()).isEqualTo(TERMS);
            accepted(
                    agreement.signAddendum(
                            BLK, "1", effective, ONE_ORIGINAL, on(effective.plusDays(5))));
            assertThat(agreement.terms().quota()).isEqualTo(32);
        }

        @Test
        void changesFieldsAndWhatBecomesOfRunningPrograms() {
            Agreement agreement = AgreementFixture.active();
            accepted(
                    agreement.propose(
                            RUTAN,
                            "1",
                            START,
                            "alasan",
                            new TermChanges(null, null, List.of(), AtAgreementEnd.STOP),
                            on(START)));
            signBoth(agreement, START);
            assertThat(agreement.terms())
                    .isEqualTo(new Terms(List.of(), 16, FROM, UNTIL, AtAgreementEnd.STOP));
        }

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::active,
                    agreement ->
                            agreement.propose(
                                    KANWIL, "2", effective, "alasan", extension(), on(START)));
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    () -> AgreementFixture.proposed(effective),
                    agreement ->
                            agreement.signAddendum(KANWIL, "1", START, ONE_ORIGINAL, on(START)));
        }

        @Test
        void isRefusedUnlessInForce() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::signed, AgreementFixture::expired)) {
                refuses(
                        AgreementRule.ONLY_AN_AGREEMENT_IN_FORCE_IS_AMENDED,
                        given,
                        agreement -> propose(agreement, effective, extension()));
            }
            accepted(propose(AgreementFixture.suspended(), effective, extension()));
        }

        @Test
        void isNotSignedOnceTheAgreementHasEnded() {
            refuses(
                    AgreementRule.ONLY_AN_AGREEMENT_IN_FORCE_IS_AMENDED,
                    () -> {
                        Agreement agreement = AgreementFixture.proposed(effective);
                        agreement.advance(ONE_ORIGINAL, on(UNTIL.plusDays(1)));
                        return agreement;
                    },
                    agreement ->
                            agreement.signAddendum(
                                    BLK, "1", START, ONE_ORIGINAL, on(UNTIL.plusDays(1))));
        }

        @Test
        void needsANumberOfItsOwn() {
            refuses(
                    AgreementRule.AN_ADDENDUM_HAS_ITS_OWN_NUMBER,
                    () -> AgreementFixture.proposed(effective),
                    agreement ->
                            agreement.propose(
                                    BLK, "1", effective, "alasan", extension(), on(START)));
            accepted(propose(AgreementFixture.proposed(effective), effective, extension()));
        }

        @Test
        void mustChangeSomething() {
            for (TermChanges nothing :
                    List.of(
                            new TermChanges(null, null, null, null),
                            new TermChanges(UNTIL, 16, List.of("bakery"), null))) {
                refuses(
                        AgreementRule.AN_ADDENDUM_CHANGES_SOMETHING,
                        AgreementFixture::active,
                        agreement -> propose(agreement, effective, nothing));
            }
        }

        @Test
        void takesEffectWithinThePeriod() {
            for (LocalDate day : List.of(FROM.minusDays(1), UNTIL.plusDays(1))) {
                refuses(
                        AgreementRule.AN_ADDENDUM_TAKES_EFFECT_WITHIN_THE_PERIOD,
                        AgreementFixture::active,
                        agreement -> propose(agreement, day, extension()));
            }
            for (LocalDate day : List.of(FROM, UNTIL)) {
                accepted(propose(AgreementFixture.active(), day, extension()));
            }
        }

        @Test
        void doesNotEndThePast() {
            TermChanges end = new TermChanges(effective, null, null, null);
            refuses(
                    AgreementRule.AN_ADDENDUM_NEVER_ENDS_THE_PAST,
                    AgreementFixture::active,
                    agreement ->
                            agreement.propose(
                                    BLK, "2", START, "alasan", end, on(effective.plusDays(1))));
            refuses(
                    AgreementRule.AN_ADDENDUM_NEVER_ENDS_THE_PAST,
                    AgreementFixture::active,
                    agreement -> propose(agreement, effective.plusDays(1), end));
            accepted(
                    AgreementFixture.active()
                            .propose(BLK, "2", effective, "alasan", end, on(effective)));
        }

        @Test
        void isNotSignedWhenItsNewEndHasPassed() {
            Supplier<Agreement> given =
                    () -> {
                        Agreement agreement = AgreementFixture.active();
                        accepted(
                                agreement.propose(
                                        BLK,
                                        "1",
                                        START,
                                        "alasan",
                                        new TermChanges(effective, null, null, null),
                                        on(START)));
                        return agreement;
                    };
            LocalDate late = effective.plusDays(1);
            refuses(
                    AgreementRule.AN_ADDENDUM_NEVER_ENDS_THE_PAST,
                    given,
                    agreement -> agreement.signAddendum(BLK, "1", late, ONE_ORIGINAL, on(late)));
        }

        @Test
        void isSignedOnceByEachPartyAndNotInTheFuture() {
            refuses(
                    AgreementRule.EACH_PARTY_SIGNS_AN_ADDENDUM_ONCE,
                    () -> {
                        Agreement agreement = AgreementFixture.proposed(effective);
                        accepted(agreement.signAddendum(BLK, "1", START, ONE_ORIGINAL, on(START)));
                        return agreement;
                    },
                    agreement -> agreement.signAddendum(BLK, "1", START, ONE_ORIGINAL, on(START)));
            refuses(
                    AgreementRule.NOTHING_IS_SIGNED_IN_THE_FUTURE,
                    () -> AgreementFixture.proposed(effective),
                    agreement ->
                            agreement.signAddendum(
                                    BLK, "1", START.plusDays(1), ONE_ORIGINAL, on(START)));
        }

        @Test
        void isNotFoundUnderAnotherNumber() {
            Agreement agreement = AgreementFixture.proposed(effective);
            assertThatThrownBy(
                            () -> agreement.signAddendum(BLK, "7", START, ONE_ORIGINAL, on(START)))
                    .isInstanceOf(NotFoundException.class);
        }

        @Test
        void isVoidWhenTheAgreementEndsBeforeItsDay() {
            Agreement agreement = AgreementFixture.proposed(effective);
            signBoth(agreement, START);
            accepted(agreement.terminate(RUTAN, effective, "selesai", ONE_ORIGINAL, on(START)));
            agreement.advance(ONE_ORIGINAL, on(effective.plusDays(1)));
            assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
            assertThat(agreement.terms()).isEqualTo(TERMS);
        }

        @Test
        void isVoidWhenAnEarlierOneEndsTheAgreementBeforeItsDay() {
            Agreement agreement = AgreementFixture.proposed(effective);
            accepted(
                    agreement.propose(
                            BLK,
                            "2",
                            START,
                            "alasan",
                            new TermChanges(effective.minusDays(1), null, null, null),
                            on(START)));
            signBoth(agreement, START);
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.signAddendum(actor, "2", START, ONE_ORIGINAL, on(START)));
            }
            agreement.advance(ONE_ORIGINAL, on(effective.plusDays(1)));
            assertThat(agreement.state()).isEqualTo(AgreementState.EXPIRED);
            assertThat(agreement.terms().quota()).isEqualTo(16);
        }
    }

    @Nested
    class Terminating {

        private Outcome<Agreement> terminate(
                Agreement agreement, Actor actor, LocalDate day, LocalDate today) {
            return agreement.terminate(actor, day, "selesai", ONE_ORIGINAL, on(today));
        }

        @Test
        void endsItToday() {
            Agreement agreement = AgreementFixture.active();
            List<DomainEvent> events =
                    eventsOf(agreement, () -> terminate(agreement, BLK, START, START));
            assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AgreementTerminated.class, e -> assertThat(e.on()).isEqualTo(START));
            assertThat(agreement.due()).isNull();
        }

        @Test
        void endsItOnADayToCome() {
            LocalDate day = START.plusDays(10);
            Agreement agreement = AgreementFixture.suspended();
            accepted(terminate(agreement, BLK, day, START));
            assertThat(agreement.state()).isEqualTo(AgreementState.SUSPENDED);
            assertThat(agreement.advance(ONE_ORIGINAL, on(day.minusDays(1)))).isFalse();
            assertThat(agreement.advance(ONE_ORIGINAL, on(day))).isTrue();
            assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
            assertThat(stateIn(agreement.recorded().getLast()))
                    .isEqualTo(AgreementState.TERMINATED);
        }

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::active,
                    agreement -> terminate(agreement, KANWIL, START, START));
        }

        @Test
        void isRefusedOnceEnded() {
            refuses(
                    AgreementRule.AN_AGREEMENT_ENDS_ONCE,
                    AgreementFixture::expired,
                    agreement -> terminate(agreement, BLK, START, START));
        }

        @Test
        void isPlannedOnce() {
            refuses(
                    AgreementRule.A_TERMINATION_IS_PLANNED_ONCE,
                    () -> {
                        Agreement agreement = AgreementFixture.active();
                        accepted(terminate(agreement, BLK, START.plusDays(9), START));
                        return agreement;
                    },
                    agreement -> terminate(agreement, BLK, START.plusDays(8), START));
        }

        @Test
        void liesBetweenTodayAndTheEnd() {
            for (LocalDate day : List.of(START.minusDays(1), UNTIL.plusDays(1))) {
                refuses(
                        AgreementRule.A_TERMINATION_COMES_BETWEEN_TODAY_AND_THE_END,
                        AgreementFixture::active,
                        agreement -> terminate(agreement, BLK, day, START));
            }
            Agreement agreement = AgreementFixture.active();
            accepted(terminate(agreement, BLK, UNTIL, START));
            agreement.advance(ONE_ORIGINAL, on(UNTIL));
            assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
        }

        @Test
        void withdrawsWhatIsNotInForceByItsCreator() {
            for (Agreement agreement :
                    List.of(
                            AgreementFixture.drafted(),
                            AgreementFixture.submitted(),
                            AgreementFixture.signed())) {
                accepted(terminate(agreement, RUTAN, START, START));
                assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
                assertThat(agreement.recorded().getLast()).isInstanceOf(AgreementTerminated.class);
            }
            refuses(
                    AgreementRule.ONLY_THE_CREATOR_MAY_DO_THIS,
                    AgreementFixture::signed,
                    agreement -> terminate(agreement, BLK, START, START));
            refuses(
                    AgreementRule.A_WITHDRAWAL_IS_IMMEDIATE,
                    AgreementFixture::signed,
                    agreement -> terminate(agreement, RUTAN, START.plusDays(1), START));
        }
    }

    @Nested
    class Expiring {

        @Test
        void happensTheDayAfterTheLast() {
            Agreement agreement = AgreementFixture.active();
            agreement.advance(ONE_ORIGINAL, on(UNTIL));
            assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE);
            assertThat(agreement.due()).isEqualTo(UNTIL.plusDays(1));
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> agreement.advance(ONE_ORIGINAL, on(UNTIL.plusDays(1))));
            assertThat(events).singleElement().isInstanceOf(AgreementExpired.class);
            assertThat(stateIn(events.getFirst())).isEqualTo(AgreementState.EXPIRED);
            assertThat(agreement.advance(ONE_ORIGINAL, on(UNTIL.plusDays(2)))).isFalse();
        }

        @Test
        void happensToWhatIsSuspended() {
            Agreement agreement = AgreementFixture.suspended();
            agreement.advance(ONE_ORIGINAL, on(UNTIL.plusDays(1)));
            assertThat(agreement.state()).isEqualTo(AgreementState.EXPIRED);
        }

        private List<Integer> noticed(Agreement agreement, LocalDate day) {
            return eventsOf(agreement, () -> agreement.advance(ONE_ORIGINAL, on(day))).stream()
                    .map(event -> ((AgreementExpiring) event).daysLeft())
                    .toList();
        }

        @Test
        void isNotifiedOnceOnEachNoticeDay() {
            Agreement agreement = AgreementFixture.active();
            assertThat(agreement.due()).isEqualTo(UNTIL.minusDays(90));
            assertThat(noticed(agreement, UNTIL.minusDays(91))).isEmpty();
            assertThat(noticed(agreement, UNTIL.minusDays(90))).containsExactly(90);
            assertThat(noticed(agreement, UNTIL.minusDays(90))).isEmpty();
            assertThat(noticed(agreement, UNTIL.minusDays(30))).containsExactly(30);
            assertThat(noticed(agreement, UNTIL)).isEmpty();
        }

        @Test
        void isNotifiedLateWhenTheServiceWasDown() {
            Agreement agreement = AgreementFixture.active();
            assertThat(noticed(agreement, UNTIL.minusDays(85))).containsExactly(85);
            assertThat(noticed(agreement, UNTIL.minusDays(84))).isEmpty();
        }

        @Test
        void isNotifiedOfTheNearestOnlyWhenSeveralWereMissed() {
            Agreement agreement = AgreementFixture.active();
            LocalDate late = UNTIL.minusDays(10);
            assertThat(noticed(agreement, late)).containsExactly(10);
            assertThat(agreement.notices())
                    .containsExactly(new Notice(90, UNTIL, null), new Notice(30, UNTIL, late));
        }

        private Agreement activeFor(int days) {
            Terms terms = terms(FROM, FROM.plusDays(days));
            Agreement agreement = AgreementFixture.approved(draft(terms, party(RUTAN), party(BLK)));
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.sign(actor, null, FROM, ONE_ORIGINAL, on(FROM)));
            }
            accepted(agreement.keep(BLK, original("a"), ONE_ORIGINAL, on(FROM)));
            return agreement;
        }

        @Test
        void isNotNotifiedForDaysBeforeItBegan() {
            Agreement agreement = activeFor(60);
            assertThat(agreement.recorded().getLast()).isInstanceOf(AgreementActivated.class);
            assertThat(agreement.due()).isEqualTo(FROM.plusDays(30));
        }

        @Test
        void isNotifiedOnTheDayItBegan() {
            assertThat(activeFor(30).recorded().getLast())
                    .isInstanceOfSatisfying(
                            AgreementExpiring.class,
                            expiring -> assertThat(expiring.daysLeft()).isEqualTo(30));
        }

        @Test
        void isNotifiedAnewOfAnEndThatAnAddendumMoved() {
            Agreement agreement = AgreementFixture.proposed(UNTIL);
            assertThat(noticed(agreement, UNTIL.minusDays(30))).containsExactly(30);
            for (Actor actor : List.of(RUTAN, BLK)) {
                accepted(agreement.signAddendum(actor, "1", UNTIL, ONE_ORIGINAL, on(UNTIL)));
            }
            LocalDate moved = UNTIL.plusYears(1);
            assertThat(agreement.due()).isEqualTo(moved.minusDays(90));
            assertThat(noticed(agreement, moved.minusDays(90))).containsExactly(90);
        }
    }

    @Nested
    class Renewing {

        private Outcome<Agreement> renew(Agreement agreement, Actor actor, LocalDate until) {
            return agreement.renewal(
                    NEXT, actor, UNTIL.plusDays(1), until, null, null, null, on(START));
        }

        @Test
        void draftsASuccessorWithTheSamePartiesAndNothingSigned() {
            Agreement next = accepted(renew(AgreementFixture.active(), BLK, UNTIL.plusYears(1)));
            assertThat(next.id()).isEqualTo(NEXT);
            assertThat(next.renews()).isEqualTo(ID);
            assertThat(next.creator()).isEqualTo(BLK.institution());
            assertThat(next.state()).isEqualTo(AgreementState.DRAFT);
            assertThat(next.terms().quota()).isEqualTo(16);
            assertThat(next.title()).isEqualTo("Roti dan kue");
            assertThat(next.isVisibleTo(KANWIL.institution())).isTrue();
            assertThat(next.parties())
                    .allSatisfy(
                            party -> {
                                assertThat(party.number()).isNull();
                                assertThat(party.signatories()).isEmpty();
                                assertThat(party.signature()).isNull();
                                assertThat(party.original()).isNull();
                                assertThat(party.obligations()).hasSize(1);
                            });
        }

        @Test
        void isRefusedToAnOverseer() {
            refuses(
                    AgreementRule.ONLY_A_PARTY_MAY_DO_THIS,
                    AgreementFixture::active,
                    agreement -> renew(agreement, KANWIL, UNTIL.plusYears(1)));
        }

        @Test
        void isRefusedBeforeItWasInForceAndAfterItWasTerminated() {
            for (Supplier<Agreement> given :
                    List.<Supplier<Agreement>>of(
                            AgreementFixture::signed,
                            () -> {
                                Agreement agreement = AgreementFixture.active();
                                agreement.terminate(BLK, START, "selesai", ONE_ORIGINAL, on(START));
                                return agreement;
                            })) {
                refuses(
                        AgreementRule.ONLY_WHAT_WAS_IN_FORCE_IS_RENEWED,
                        given,
                        agreement -> renew(agreement, BLK, UNTIL.plusYears(1)));
            }
            accepted(renew(AgreementFixture.expired(), BLK, UNTIL.plusYears(1)));
            accepted(renew(AgreementFixture.suspended(), BLK, UNTIL.plusYears(1)));
        }

        @Test
        void endsLater() {
            refuses(
                    AgreementRule.A_RENEWAL_ENDS_LATER,
                    AgreementFixture::active,
                    agreement -> renew(agreement, BLK, UNTIL));
            accepted(renew(AgreementFixture.active(), BLK, UNTIL.plusDays(1)));
        }

        @Test
        void makesTheOldGiveWayOnce() {
            Agreement agreement = AgreementFixture.active();
            List<DomainEvent> events =
                    eventsOf(
                            agreement,
                            () -> {
                                assertThat(agreement.giveWayTo(NEXT, on(UNTIL))).isTrue();
                                assertThat(agreement.giveWayTo(NEXT, on(UNTIL))).isFalse();
                            });
            assertThat(agreement.state()).isEqualTo(AgreementState.RENEWED);
            assertThat(agreement.renewedBy()).isEqualTo(NEXT);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AgreementRenewed.class,
                            renewed -> assertThat(renewed.successor()).isEqualTo(NEXT));
        }

        @Test
        void leavesWhatWasTerminated() {
            Agreement agreement = AgreementFixture.active();
            agreement.terminate(BLK, START, "selesai", ONE_ORIGINAL, on(START));
            assertThat(agreement.giveWayTo(NEXT, on(START))).isFalse();
            assertThat(agreement.state()).isEqualTo(AgreementState.TERMINATED);
        }
    }
}
