package id.bekal.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.access.Action;
import id.bekal.contracts.access.Role;
import id.bekal.contracts.agreements.InstitutionRole;
import id.bekal.identity.IdentityFixture;
import id.bekal.identity.institution.Institution;
import id.bekal.platform.Outcome;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Set;

class GranterTests {

    private static final Institution LAPAS =
            institution("lapas-1", InstitutionRole.CORRECTIONAL, true);
    private static final Institution KANWIL =
            institution("kanwil-1", InstitutionRole.REGIONAL_AUTHORITY, true);

    private static Institution institution(String id, InstitutionRole role, boolean inForce) {
        return new Institution(IdentityFixture.snapshot(id, "K", role, "kanwil-1", inForce), 1);
    }

    private static Granter granter(String institution, boolean authority, Role... roles) {
        return new Granter("me", new InstitutionId(institution), authority, Set.of(roles));
    }

    private static Object because(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.because() : "accepted";
    }

    @Nested
    class Administering {

        @ParameterizedTest
        @EnumSource(Role.class)
        void isAnAuthoritysAdministratorsAndSoftwaresForItselfAndThoseItOversees(Role role) {
            boolean expected = role == Role.ADMINISTRATOR || role == Role.INTEGRATOR;

            assertThat(administers(granter("kanwil-1", true, role), LAPAS)).isEqualTo(expected);
            assertThat(administers(granter("kanwil-1", true, role), KANWIL)).isEqualTo(expected);
            assertThat(administers(granter("kanwil-2", true, role), LAPAS)).isFalse();
        }

        @ParameterizedTest
        @EnumSource(Role.class)
        void isAnAdministratorsForTheOwnInstitution(Role role) {
            boolean expected = role == Role.ADMINISTRATOR;

            assertThat(administers(granter("lapas-1", false, role), LAPAS)).isEqualTo(expected);
            assertThat(administers(granter("lapas-2", false, role), LAPAS)).isFalse();
        }

        @ParameterizedTest
        @EnumSource(Role.class)
        void reachesNoFurtherThanTheSeatForWhoIsAtAnAuthorityWithoutBeingOne(Role role) {
            boolean expected = role == Role.ADMINISTRATOR;

            assertThat(administers(granter("kanwil-1", false, role), KANWIL)).isEqualTo(expected);
            assertThat(administers(granter("kanwil-1", false, role), LAPAS)).isFalse();
        }

        private boolean administers(Granter granter, Institution owner) {
            boolean manages = granter.may(Action.ACCOUNT_MANAGE, owner);
            assertThat(granter.may(Action.CLIENT_MANAGE, owner)).isEqualTo(manages);
            assertThat(granter.may(Action.ACCOUNT_READ, owner)).isEqualTo(manages);
            assertThat(granter.may(Action.CLIENT_READ, owner)).isEqualTo(manages);
            return manages;
        }
    }

    @Nested
    class Granting {

        @Test
        void isRefusedToOneself() {
            assertThat(because(granter("kanwil-1", true).grant(Set.of(Role.HEAD), "me", LAPAS)))
                    .isEqualTo(IdentityRule.NOT_FOR_ONESELF);
        }

        @Test
        void isRefusedInAnInstitutionNoLongerInForce() {
            Institution closed = institution("lapas-1", InstitutionRole.CORRECTIONAL, false);

            assertThat(because(granter("kanwil-1", true).grant(Set.of(Role.HEAD), "x", closed)))
                    .isEqualTo(IdentityRule.INSTITUTION_NOT_IN_FORCE);
        }

        @Test
        void isRefusedIfOneOfTheRolesIsNotForTheInstitution() {
            assertThat(
                            because(
                                    granter("kanwil-1", true)
                                            .grant(Set.of(Role.HEAD, Role.INSTRUCTOR), "x", LAPAS)))
                    .isEqualTo(IdentityRule.ROLE_NOT_FOR_THIS_INSTITUTION);
        }

        @Test
        void ofAnOperatorsRoleOrScopeIsAnOperators() {
            Granter authority = granter("kanwil-1", true, Role.ADMINISTRATOR);
            Granter operator = granter("kanwil-1", false, Role.OPERATOR);
            Set<Role> role = Set.of(Role.OPERATOR);
            Set<String> scope = Set.of("operations");

            assertThat(because(authority.grant(role, "x", KANWIL)))
                    .isEqualTo(IdentityRule.ROLE_ABOVE_THE_GRANTER);
            assertThat(because(authority.grantScopes(scope, KANWIL)))
                    .isEqualTo(IdentityRule.ROLE_ABOVE_THE_GRANTER);
            assertThat(because(operator.grant(role, "x", KANWIL))).isEqualTo("accepted");
            assertThat(because(operator.grantScopes(scope, KANWIL))).isEqualTo("accepted");
            assertThat(because(operator.grant(role, "x", LAPAS)))
                    .isEqualTo(IdentityRule.ROLE_NOT_FOR_THIS_INSTITUTION);
        }
    }

    @Nested
    class GrantingScopes {

        @Test
        void isRefusedIfOneOfThemIsNotForTheInstitution() {
            Granter authority = granter("kanwil-1", true, Role.ADMINISTRATOR);

            assertThat(because(authority.grantScopes(Set.of("training.write"), LAPAS)))
                    .isEqualTo("accepted");
            assertThat(
                            because(
                                    authority.grantScopes(
                                            Set.of("training.write", "certificates.write"), LAPAS)))
                    .isEqualTo(IdentityRule.SCOPE_NOT_FOR_THIS_INSTITUTION);
        }

        @Test
        void mayTakeAllThatAreForTheInstitution() {
            assertThat(
                            because(
                                    granter("kanwil-1", true, Role.ADMINISTRATOR)
                                            .grantScopes(Grants.scopesFor(LAPAS), LAPAS)))
                    .isEqualTo("accepted");
        }
    }

    @Nested
    class Scopes {

        @Test
        void areThoseThatBothTheRoleAndTheInstitutionHave() {
            assertThat(Grants.scopesOf(Set.of(Role.HEAD), LAPAS))
                    .containsExactly(
                            "agreements.read",
                            "agreements.write",
                            "certificates.read",
                            "events.read",
                            "events.write",
                            "training.read",
                            "training.write");
            assertThat(Grants.scopesOf(Set.of(Role.ADMINISTRATOR), LAPAS))
                    .containsExactly("accounts");
            assertThat(Grants.scopesOf(Set.of(Role.OPERATOR), LAPAS)).containsExactly("accounts");
            assertThat(Grants.scopesOf(Set.of(Role.OPERATOR), KANWIL))
                    .containsExactly("accounts", "operations");
            assertThat(Grants.scopesOf(Set.of(Role.INTEGRATOR), KANWIL)).isEmpty();
        }
    }
}
