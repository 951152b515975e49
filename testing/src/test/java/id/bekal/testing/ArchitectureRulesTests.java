package id.bekal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Each rule objects to the violations written for it, in {@code violations.…}, and no other does.
 */
class ArchitectureRulesTests {

    private static final List<String> VIOLATIONS =
            List.of(
                    "violations.deep",
                    "violations.adapters",
                    "violations.cycle",
                    "violations.sharing",
                    "violations.names",
                    "violations.time",
                    "violations.unmarked",
                    "violations.printing");

    private static final Map<String, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    private static List<String> objections(ArchRule rule, String service) {
        return rule.evaluate(classes(service)).getFailureReport().getDetails();
    }

    private static JavaClasses classes(String service) {
        return IMPORTED.computeIfAbsent(
                service, packages -> new ClassFileImporter().importPackages(packages));
    }

    /** Names of the classes that a rule objects to. */
    private static List<String> culprits(ArchRule rule, String service) {
        return objections(rule, service).stream()
                .map(line -> line.replaceAll("(?s).*?<violations\\.[a-z.]*\\.([A-Z]\\w*).*", "$1"))
                .distinct()
                .toList();
    }

    @Nested
    class All {

        @Test
        void passACleanService() {
            assertThat(classes("violations.clean")).hasSizeGreaterThan(5);
            ArchitectureRules.of("violations.clean")
                    .forEach(rule -> rule.check(classes("violations.clean")));
        }

        @Test
        void haveAViolationThatNoOtherObjectsTo() {
            assertThat(ArchitectureRules.of("any")).hasSameSizeAs(VIOLATIONS);
            for (int i = 0; i < VIOLATIONS.size(); i++) {
                String service = VIOLATIONS.get(i);
                List<ArchRule> rules = ArchitectureRules.of(service);
                assertThat(rules)
                        .filteredOn(rule -> !objections(rule, service).isEmpty())
                        .as(service)
                        .containsExactly(rules.get(i));
            }
        }

        @Test
        void areNotPassedByAServiceWithoutClasses() {
            assertThatThrownBy(() -> ServiceArchitecture.check("violations.nowhere"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no class in violations.nowhere");
        }

        @Test
        void areCheckedOfProductionClasses() {
            assertThatThrownBy(() -> ServiceArchitecture.check("violations.clean"))
                    .hasMessage("no class in violations.clean");
            assertThatThrownBy(() -> ServiceArchitecture.check("id.bekal.testing"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Architecture Violation");
        }
    }

    @Nested
    class FeaturesFirst {

        private final ArchRule rule = ArchitectureRules.featuresFirst("violations.deep");

        @Test
        void objectsToAnotherAdapterAndToAnythingDeeper() {
            assertThat(objections(rule, "violations.deep"))
                    .anyMatch(line -> line.contains("violations.deep.program.store.ProgramStore"))
                    .anyMatch(
                            line -> line.contains("violations.deep.program.web.views.ProgramView"))
                    .noneMatch(line -> line.contains("violations.deep.program.package-info"));
        }
    }

    @Nested
    class FeaturesKnowNoAdapters {

        private final ArchRule rule =
                ArchitectureRules.featuresKnowNoAdapters("violations.adapters");

        @Test
        void objectsToEachKindOfAdapter() {
            assertThat(culprits(rule, "violations.adapters"))
                    .containsExactlyInAnyOrder(
                            "KnowsItsController",
                            "KnowsItsConsumer",
                            "KnowsHttp",
                            "KnowsSpringWeb",
                            "KnowsServlets",
                            "KnowsKafka");
        }
    }

    @Nested
    class NoCyclesBetweenFeatures {

        private final ArchRule rule = ArchitectureRules.noCyclesBetweenFeatures("violations.cycle");

        @Test
        void objectsToACircleOfTwo() {
            assertThat(objections(rule, "violations.cycle"))
                    .singleElement()
                    .asString()
                    .contains("Cycle detected", "Slice learner", "Slice program");
        }
    }

    @Nested
    class ServicesShareOnlyContracts {

        private final ArchRule rule =
                ArchitectureRules.servicesShareOnlyContracts("violations.sharing");

        @Test
        void objectsToAnotherServicesClass() {
            assertThat(culprits(rule, "violations.sharing")).containsExactly("Program");
            assertThat(objections(rule, "violations.sharing"))
                    .allMatch(line -> line.contains("id.bekal.testing.Api"));
        }
    }

    @Nested
    class NamesSaySomething {

        @Test
        void objectsToEachRefusedName() {
            assertThat(culprits(ArchitectureRules.namesSaySomething(), "violations.names"))
                    .containsExactlyInAnyOrder(
                            "ProgramImpl",
                            "ProgramManager",
                            "ProgramHelper",
                            "DateUtil",
                            "DateUtils",
                            "ProgramDto",
                            "ProgramDTO");
        }
    }

    @Nested
    class TimeComesFromAClock {

        @Test
        void objectsToEachOtherWayToAskForIt() {
            assertThat(culprits(ArchitectureRules.timeComesFromAClock(), "violations.time"))
                    .containsExactlyInAnyOrder(
                            "AsksInstant",
                            "AsksLocalDate",
                            "AsksLocalDateTime",
                            "AsksZonedDateTime",
                            "AsksAZone",
                            "AsksSystem",
                            "AsksADate",
                            "MakesAClock");
        }
    }

    @Nested
    class PackagesAreNullMarked {

        private final ArchRule rule =
                ArchitectureRules.packagesAreNullMarked("violations.unmarked");

        @Test
        void objectsToAPackageThatSaysNothingOfIt() {
            assertThat(objections(rule, "violations.unmarked"))
                    .contains(
                            "violations.unmarked.program has no @NullMarked package-info"
                                    + " (violations.unmarked.program.Program)",
                            "violations.unmarked.learner has no @NullMarked package-info"
                                    + " (violations.unmarked.learner.Learner)")
                    .noneMatch(line -> line.startsWith("violations.unmarked has"));
        }
    }

    @Nested
    class NothingIsPrinted {

        @Test
        void objectsToBothStreamsAndToStackTraces() {
            assertThat(culprits(ArchitectureRules.nothingIsPrinted(), "violations.printing"))
                    .containsExactlyInAnyOrder("Prints", "PrintsErrors", "PrintsStacks");
        }
    }
}
