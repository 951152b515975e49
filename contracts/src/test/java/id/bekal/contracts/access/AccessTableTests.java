package id.bekal.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

class AccessTableTests {

    private static final Path DOCUMENT = Path.of("../docs/security.md");
    private static final String BEGIN = "<!-- made from Action: begin -->\n";
    private static final String END = "<!-- made from Action: end -->";

    /** What docs/security.md shows. */
    @Nested
    class Document {

        @Test
        void showsTheTableOfRulesAsItIs() throws IOException {
            String text = Files.readString(DOCUMENT);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            int until = text.indexOf(END);
            assertThat(until).isGreaterThanOrEqualTo(from);
            if (System.getProperty("contracts.write") != null) {
                Files.writeString(
                        DOCUMENT, text.substring(0, from) + table() + text.substring(until));
                return;
            }
            assertThat(text.substring(from, until))
                    .as(
                            "docs/security.md is not what Action says; if that is meant, run"
                                    + " ./mvnw -pl contracts test -Dtest=AccessTableTests -Dcontracts.write")
                    .isEqualTo(table());
        }

        private String table() {
            return "| Action | Scope | Who, to what |\n|---|---|---|\n"
                    + Arrays.stream(Action.values()).map(this::row).collect(Collectors.joining());
        }

        private String row(Action action) {
            return "| %s | %s | %s |\n"
                    .formatted(
                            action,
                            action.scope().isEmpty() ? "–" : "`" + action.scope() + "`",
                            action.grants().stream()
                                    .map(
                                            grant ->
                                                    "%s: %s"
                                                            .formatted(
                                                                    grant.relation(),
                                                                    roles(grant.roles())))
                                    .collect(Collectors.joining("; ")));
        }

        private String roles(Set<Role> roles) {
            return roles.size() == Role.values().length
                    ? "every role"
                    : roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
        }
    }

    /** What must hold of any such table. */
    @Nested
    class Rules {

        @Test
        void grantEveryActionToSomebody() {
            assertThat(Action.values()).allMatch(action -> !action.grants().isEmpty());
            assertThat(Action.values())
                    .allMatch(
                            action ->
                                    action.grants().stream()
                                            .noneMatch(grant -> grant.roles().isEmpty()));
        }

        @Test
        void letNoProgramSpeakTheSecondWord() {
            assertThat(Arrays.stream(Action.values()).filter(a -> a.name().endsWith("_CONFIRM")))
                    .hasSize(4)
                    .allMatch(action -> action.relationsFor(Set.of(Role.INTEGRATOR)).isEmpty())
                    .allMatch(action -> action.relationsFor(Set.of(Role.OFFICER)).isEmpty())
                    .allMatch(action -> !action.relationsFor(Set.of(Role.HEAD)).isEmpty());
        }

        @Test
        void letObserversCountAndSeeNobody() {
            assertThat(
                            Arrays.stream(Action.values())
                                    .filter(
                                            action ->
                                                    !action.relationsFor(Set.of(Role.OBSERVER))
                                                            .isEmpty()))
                    .containsExactlyInAnyOrder(
                            Action.INSTITUTION_READ, Action.PROGRAM_READ, Action.INSIGHTS_READ);
        }

        @Test
        void letOperatorsRunTheInstallationAndNothingElse() {
            assertThat(
                            Arrays.stream(Action.values())
                                    .filter(
                                            action ->
                                                    !action.relationsFor(Set.of(Role.OPERATOR))
                                                            .isEmpty())
                                    .filter(action -> action != Action.INSTITUTION_READ))
                    .allMatch(action -> action.resource() == Resource.INSTALLATION);
        }

        @Test
        void letNoSoftwareOfAnInstitutionKeepItsClientsAndAccounts() {
            assertThat(Arrays.stream(Action.values()).filter(this::isOfAccounts))
                    .hasSize(4)
                    .allSatisfy(
                            action -> {
                                assertThat(action.relationsFor(Set.of(Role.INTEGRATOR)))
                                        .containsExactly(Relation.REGION);
                                assertThat(action.relationsFor(Set.of(Role.ADMINISTRATOR)))
                                        .containsExactlyInAnyOrder(Relation.OWN, Relation.REGION);
                                assertThat(
                                                action.relationsFor(
                                                        EnumSet.complementOf(
                                                                EnumSet.of(
                                                                        Role.INTEGRATOR,
                                                                        Role.ADMINISTRATOR))))
                                        .isEmpty();
                            });
        }

        private boolean isOfAccounts(Action action) {
            return action.resource() == Resource.CLIENT || action.resource() == Resource.ACCOUNT;
        }

        @Test
        void showNamedLearnersToNoRegionalAuthorityWithoutAReason() {
            Set<Action> named =
                    EnumSet.of(Action.LEARNER_READ, Action.CLASS_READ, Action.CANDIDATES_READ);
            assertThat(named)
                    .allMatch(
                            action ->
                                    !action.relationsFor(EnumSet.allOf(Role.class))
                                            .contains(Relation.REGION));
        }
    }
}
