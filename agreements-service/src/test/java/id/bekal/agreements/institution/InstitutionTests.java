package id.bekal.agreements.institution;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.agreements.InstitutionChanged;
import id.bekal.contracts.agreements.InstitutionRegistered;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.contracts.agreements.InstitutionSnapshot;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;

class InstitutionTests {

    private static final InstitutionId ID = new InstitutionId("lapas-ngawi");
    private static final InstitutionId KANWIL = new InstitutionId("kanwil");
    private static final InstitutionId OTHER = new InstitutionId("lapas-madiun");
    private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");

    private static Institution lapas() {
        return new Institution(
                new NewInstitution(
                        ID,
                        "LAPAS",
                        Set.of(),
                        new DatedClassification("IIB", SINCE),
                        new DatedName("Lapas Kelas IIB Ngawi", "Kemenkumham", SINCE),
                        "Ngawi",
                        null),
                KANWIL,
                TODAY,
                AT);
    }

    private static InstitutionSnapshot latest(Institution institution) {
        return switch (institution.recorded().getLast()) {
            case InstitutionRegistered(InstitutionSnapshot snapshot) -> snapshot;
            case InstitutionChanged(InstitutionSnapshot snapshot) -> snapshot;
            default -> throw new AssertionError();
        };
    }

    private static void refuses(
            InstitutionRule rule, Function<Institution, Outcome<Institution>> command) {
        Institution institution = lapas();
        Outcome<Institution> outcome = command.apply(institution);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.because()).isEqualTo(rule));
        assertThat(institution).usingRecursiveComparison().isEqualTo(lapas());
    }

    @Nested
    class Registering {

        @Test
        void takesTheRolesOfItsKind() {
            assertThat(latest(lapas()))
                    .isEqualTo(
                            new InstitutionSnapshot(
                                    ID,
                                    "LAPAS",
                                    Set.of(InstitutionRole.CORRECTIONAL),
                                    "IIB",
                                    "Lapas Kelas IIB Ngawi",
                                    "Ngawi",
                                    KANWIL,
                                    null,
                                    true));
        }

        @Test
        void isOverseenByItsAuthorityAndByItself() {
            assertThat(lapas().isOverseenBy(KANWIL)).isTrue();
            assertThat(lapas().isOverseenBy(ID)).isTrue();
            assertThat(lapas().isOverseenBy(OTHER)).isFalse();
        }
    }

    @Nested
    class Renaming {

        @Test
        void holdsFromItsDayAndKeepsTheHistory() {
            Institution lapas = lapas();
            lapas.rename(new DatedName("Lapas Ngawi", "Kemenimipas", TODAY), TODAY, AT);
            assertThat(latest(lapas).name()).isEqualTo("Lapas Ngawi");
            assertThat(lapas.name(TODAY.minusDays(1)).name()).isEqualTo("Lapas Kelas IIB Ngawi");
            assertThat(lapas.names()).hasSize(2);
        }

        @Test
        void correctsTheNameOfTheSameDay() {
            Institution lapas = lapas();
            lapas.rename(new DatedName("Lapas Ngawi", null, SINCE), TODAY, AT);
            assertThat(lapas.names()).containsExactly(new DatedName("Lapas Ngawi", null, SINCE));
        }

        @Test
        void isRefusedBeforeTheLatest() {
            refuses(
                    InstitutionRule.A_LATER_NAME_STARTS_LATER,
                    lapas ->
                            lapas.rename(
                                    new DatedName("Lama", null, SINCE.minusDays(1)), TODAY, AT));
        }

        @Test
        void isToldOfAgainOnTheDayItWasDatedAheadTo() {
            Institution lapas = lapas();
            LocalDate day = TODAY.plusDays(3);
            lapas.rename(new DatedName("Lapas Ngawi", null, day), TODAY, AT);
            assertThat(latest(lapas).name()).isEqualTo("Lapas Kelas IIB Ngawi");
            assertThat(lapas.advance(day.minusDays(1), AT)).isFalse();
            assertThat(lapas.advance(day, AT)).isTrue();
            assertThat(latest(lapas).name()).isEqualTo("Lapas Ngawi");
            assertThat(lapas.advance(day, AT)).isFalse();
        }
    }

    @Nested
    class Classifying {

        @Test
        void holdsFromItsDay() {
            Institution lapas = lapas();
            lapas.classify(new DatedClassification("IIA", TODAY), TODAY, AT);
            assertThat(latest(lapas).classification()).isEqualTo("IIA");
            assertThat(lapas.classification(TODAY.minusDays(1))).isEqualTo("IIB");
            assertThat(lapas.classification(SINCE.minusDays(1))).isNull();
        }

        @Test
        void isRefusedBeforeTheLatest() {
            refuses(
                    InstitutionRule.A_LATER_CLASSIFICATION_STARTS_LATER,
                    lapas ->
                            lapas.classify(
                                    new DatedClassification("IIA", SINCE.minusDays(1)), TODAY, AT));
        }
    }

    @Nested
    class ItsStanding {

        @Test
        void isLostAndRegained() {
            Institution lapas = lapas();
            lapas.stand(new Standing(false, TODAY, "izin berakhir"), TODAY, AT);
            assertThat(latest(lapas).inForce()).isFalse();
            assertThat(lapas.inForce(TODAY.minusDays(1))).isTrue();
            lapas.stand(new Standing(true, TODAY.plusDays(1), null), TODAY.plusDays(1), AT);
            assertThat(latest(lapas).inForce()).isTrue();
        }

        @Test
        void isRefusedBeforeTheLatest() {
            refuses(
                    InstitutionRule.A_LATER_STANDING_STARTS_LATER,
                    lapas -> lapas.stand(new Standing(false, SINCE.minusDays(1), "x"), TODAY, AT));
        }
    }

    @Nested
    class Succeeding {

        @Test
        void endsItsStandingOnTheDay() {
            Institution lapas = lapas();
            LocalDate day = TODAY.plusDays(1);
            lapas.succeed(new Succession(OTHER, day), TODAY, AT);
            assertThat(latest(lapas).successor()).isNull();
            assertThat(latest(lapas).inForce()).isTrue();
            assertThat(lapas.advance(day, AT)).isTrue();
            assertThat(latest(lapas).successor()).isEqualTo(OTHER);
            assertThat(latest(lapas).inForce()).isFalse();
        }

        @Test
        void isRefusedByItself() {
            refuses(
                    InstitutionRule.A_SUCCESSOR_IS_ANOTHER_INSTITUTION,
                    lapas -> lapas.succeed(new Succession(ID, TODAY), TODAY, AT));
        }

        @Test
        void isRefusedTwice() {
            Institution lapas = lapas();
            lapas.succeed(new Succession(OTHER, TODAY), TODAY, AT);
            int events = lapas.recorded().size();
            assertThat(lapas.succeed(new Succession(KANWIL, TODAY), TODAY, AT))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused ->
                                    assertThat(refused.because())
                                            .isEqualTo(
                                                    InstitutionRule
                                                            .AN_INSTITUTION_IS_SUCCEEDED_ONCE));
            assertThat(lapas.recorded()).hasSize(events);
        }
    }
}
