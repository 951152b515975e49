package id.bekal.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Role;
import id.bekal.identity.access.IdentityRule;
import id.bekal.identity.secret.Tokens;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class AccountTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(7));
    private static final String DIGEST = Tokens.digest("token");

    private final Account account =
            new Account(
                    new AccountId("a"),
                    new InstitutionId("lapas-1"),
                    "print",
                    "sealed address",
                    "sealed name",
                    "id",
                    Set.of(Role.OFFICER),
                    DIGEST,
                    UNTIL,
                    NOW);

    private static void assertRefused(Outcome<Account> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.because())
                                        .isEqualTo(IdentityRule.ACCOUNT_REVOKED));
    }

    private static void assertAccepted(Outcome<Account> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @Nested
    class Revoking {

        @Test
        void endsEveryCommandForGood() {
            assertAccepted(account.revoke(NOW));

            assertRefused(account.assume(Set.of(Role.HEAD), NOW));
            assertRefused(account.invite(DIGEST, UNTIL, NOW));
            assertRefused(account.lock(NOW));
            assertRefused(account.unlock());
            assertRefused(account.revoke(NOW));
            assertThat(account.state()).isEqualTo(Account.State.REVOKED);
            assertThat(account.roles()).containsExactly(Role.OFFICER);
        }

        @Test
        void isAllowedOfALockedAccountAsEveryCommandIs() {
            assertAccepted(account.lock(NOW));

            assertAccepted(account.assume(Set.of(Role.HEAD), NOW));
            assertAccepted(account.lock(NOW));
            assertAccepted(account.unlock());
            assertAccepted(account.lock(NOW));
            assertAccepted(account.invite(DIGEST, UNTIL, NOW));
            assertThat(account.state()).isEqualTo(Account.State.INVITED);
            assertAccepted(account.lock(NOW));
            assertAccepted(account.revoke(NOW));
        }

        @Test
        void endsTheInvitation() {
            assertThat(account.isInvitedBy(DIGEST, NOW)).isTrue();
            assertAccepted(account.revoke(NOW));
            assertThat(account.isInvitedBy(DIGEST, NOW)).isFalse();
        }
    }

    @Nested
    class AnInvitation {

        @Test
        void standsUntilItsEndForItsTokenAlone() {
            assertThat(account.isInvitedBy(DIGEST, UNTIL.minusNanos(1))).isTrue();
            assertThat(account.isInvitedBy(DIGEST, UNTIL)).isFalse();
            assertThat(account.isInvitedBy(Tokens.digest("another"), NOW)).isFalse();
        }

        @Test
        void isUsedUpByAPassword() {
            account.acceptInvitation("hash");
            assertThat(account.isInvitedBy(DIGEST, NOW)).isFalse();
            assertThat(account.state()).isEqualTo(Account.State.ACTIVE);
        }
    }

    @Test
    void takesARecoveryCodeOnce() {
        assertThat(account.useRecoveryCode("one")).isFalse();
        account.offerFactor("sealed secret");
        account.confirmFactor(1, List.of("one", "two"));
        assertThat(account.useRecoveryCode("three")).isFalse();
        assertThat(account.useRecoveryCode("one")).isTrue();
        assertThat(account.useRecoveryCode("one")).isFalse();
    }
}
