package id.bekal.agreements.agreement;

import static id.bekal.agreements.agreement.AgreementFixture.BLK;
import static id.bekal.agreements.agreement.AgreementFixture.FROM;
import static id.bekal.agreements.agreement.AgreementFixture.KANWIL;
import static id.bekal.agreements.agreement.AgreementFixture.ONE_ORIGINAL;
import static id.bekal.agreements.agreement.AgreementFixture.RUTAN;
import static id.bekal.agreements.agreement.AgreementFixture.START;
import static id.bekal.agreements.agreement.AgreementFixture.UNTIL;
import static id.bekal.agreements.agreement.AgreementFixture.accepted;
import static id.bekal.agreements.agreement.AgreementFixture.active;
import static id.bekal.agreements.agreement.AgreementFixture.draft;
import static id.bekal.agreements.agreement.AgreementFixture.drafted;
import static id.bekal.agreements.agreement.AgreementFixture.expired;
import static id.bekal.agreements.agreement.AgreementFixture.on;
import static id.bekal.agreements.agreement.AgreementFixture.party;
import static id.bekal.agreements.agreement.AgreementFixture.proposed;
import static id.bekal.agreements.agreement.AgreementFixture.suspended;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.agreements.institution.DatedClassification;
import id.bekal.agreements.institution.DatedName;
import id.bekal.agreements.institution.Institution;
import id.bekal.agreements.institution.NewInstitution;
import id.bekal.agreements.institution.Succession;
import id.bekal.contracts.AgreementId;
import id.bekal.contracts.DomainEvent;
import id.bekal.contracts.EventTypes;
import id.bekal.contracts.agreements.AgreementsEvent;
import id.bekal.contracts.agreements.AtAgreementEnd;
import id.bekal.testing.EventContract;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What this service records is what {@code contracts} publishes. It consumes nothing. */
class EventContractTests {

    private static List<DomainEvent> resumed() {
        Agreement agreement = suspended();
        accepted(agreement.resume(START, on(START)));
        return agreement.recorded();
    }

    private static List<DomainEvent> amended() {
        Agreement agreement = proposed(START);
        accepted(agreement.signAddendum(RUTAN, "1", START, ONE_ORIGINAL, on(START)));
        accepted(agreement.signAddendum(BLK, "1", START, ONE_ORIGINAL, on(START)));
        return agreement.recorded();
    }

    private static List<DomainEvent> expiring() {
        Agreement agreement = active();
        agreement.advance(ONE_ORIGINAL, on(UNTIL.minusDays(90)));
        return agreement.recorded();
    }

    private static List<DomainEvent> renewed() {
        Agreement agreement = expired();
        agreement.giveWayTo(new AgreementId("pks-2"), on(UNTIL.plusDays(1)));
        return agreement.recorded();
    }

    private static List<DomainEvent> terminated() {
        Agreement agreement = active();
        accepted(agreement.terminate(BLK, START, "selesai", ONE_ORIGINAL, on(START)));
        return agreement.recorded();
    }

    /** Everything that may be absent is. */
    private static List<DomainEvent> bare() {
        Terms openEnded = new Terms(List.of(), null, FROM, UNTIL, AtAgreementEnd.STOP);
        Agreement agreement = drafted(draft(openEnded, party(RUTAN), party(BLK)));
        accepted(agreement.submit(RUTAN, on(START)));
        return agreement.recorded();
    }

    private static List<DomainEvent> institution() {
        Institution rutan =
                new Institution(
                        new NewInstitution(
                                RUTAN.institution(),
                                "RUTAN",
                                Set.of(),
                                new DatedClassification("IIB", FROM),
                                new DatedName("Rutan Ponorogo", "Kemenkumham", FROM),
                                "Ponorogo",
                                null),
                        KANWIL.institution(),
                        START,
                        on(START).at());
        accepted(rutan.succeed(new Succession(BLK.institution(), START), START, on(START).at()));
        return rutan.recorded();
    }

    @Test
    void everyTypeIsRecordedAsPublished() {
        List<DomainEvent> recorded =
                Stream.of(
                                resumed(),
                                amended(),
                                expiring(),
                                renewed(),
                                terminated(),
                                bare(),
                                institution())
                        .flatMap(List::stream)
                        .toList();
        recorded.forEach(EventContract::assertConforms);
        assertThat(recorded)
                .extracting(DomainEvent::getClass)
                .containsAll(
                        EventTypes.all().stream()
                                .filter(AgreementsEvent.class::isAssignableFrom)
                                .toList());
    }
}
