package id.bekal.agreements.agreement;

import static id.bekal.agreements.agreement.AgreementFixture.FROM;
import static id.bekal.agreements.agreement.AgreementFixture.TERMS;
import static id.bekal.agreements.agreement.AgreementFixture.UNTIL;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.agreements.AtAgreementEnd;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

class TermsTests {

    private static Terms period(LocalDate from, LocalDate until) {
        return new Terms(List.of(), null, from, until, AtAgreementEnd.RUN_OUT);
    }

    @Test
    void coverAPeriodThatLiesWithinTheirOwn() {
        assertThat(TERMS.cover(period(FROM, UNTIL))).isTrue();
        assertThat(TERMS.cover(period(FROM.plusDays(1), UNTIL.minusDays(1)))).isTrue();
        assertThat(TERMS.cover(period(FROM.minusDays(1), UNTIL))).isFalse();
        assertThat(TERMS.cover(period(FROM, UNTIL.plusDays(1)))).isFalse();
    }
}
