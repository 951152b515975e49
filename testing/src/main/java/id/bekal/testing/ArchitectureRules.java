package id.bekal.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.jspecify.annotations.NullMarked;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules every service keeps; {@code ArchitectureRulesTests} shows that each one objects to a
 * violation.
 */
public final class ArchitectureRules {

    private static final Pattern REFUSED_NAMES =
            Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|Dto|DTO)");

    private ArchitectureRules() {}

    /** A feature has {@code .web} and {@code .messaging} beneath it and nothing deeper. */
    public static ArchRule featuresFirst(String service) {
        return classes()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .resideInAnyPackage(
                        service, service + ".*", service + ".*.web", service + ".*.messaging")
                .because("a service is laid out feature first, adapter second, nothing deeper");
    }

    /** Rules and aggregates know neither HTTP nor Kafka. */
    public static ArchRule featuresKnowNoAdapters(String service) {
        return noClasses()
                .that()
                .resideInAPackage(service + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        service + ".*.web..",
                        service + ".*.messaging..",
                        "jakarta.servlet..",
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "org.apache.kafka..",
                        "org.springframework.kafka..",
                        "org.springframework.cloud.stream..")
                .allowEmptyShould(true)
                .because("adapters depend on features, never the other way round");
    }

    /** Features of one service do not depend on each other in a circle. */
    public static ArchRule noCyclesBetweenFeatures(String service) {
        return SlicesRuleDefinition.slices()
                .matching(service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** Services share {@code contracts} and {@code platform} and nothing else. */
    public static ArchRule servicesShareOnlyContracts(String service) {
        return noClasses()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "belong to another service",
                                (JavaClass other) ->
                                        other.getPackageName().startsWith("id.bekal.")
                                                && !other.getPackageName().startsWith(service)
                                                && !other.getPackageName()
                                                        .startsWith("id.bekal.contracts")
                                                && !other.getPackageName()
                                                        .startsWith("id.bekal.platform")))
                .because("a service reaches another only through events in contracts");
    }

    /** Names that say nothing are refused. */
    public static ArchRule namesSaySomething() {
        return noClasses()
                .should()
                .haveNameMatching(REFUSED_NAMES.pattern())
                .because("Impl, Manager, Helper, Util and Dto say nothing");
    }

    /**
     * Time comes from a {@link Clock} that was given; durations may be measured. A configuration
     * makes it.
     */
    public static ArchRule timeComesFromAClock() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Configuration")
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "the method asks for the time and takes no Clock",
                                call -> asksForTheTime(call.getTarget())))
                .orShould()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "the method makes a Clock", call -> makesAClock(call.getTarget())))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .because("a test must be able to set the clock");
    }

    private static boolean asksForTheTime(MethodCallTarget method) {
        return method.getOwner().getPackageName().startsWith("java.time")
                && method.getName().equals("now")
                && method.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean makesAClock(MethodCallTarget method) {
        return method.getOwner().isEquivalentTo(Clock.class)
                && method.getName().startsWith("system");
    }

    /** Nothing may be null that does not say so. */
    public static ArchRule packagesAreNullMarked(String service) {
        return classes()
                .that()
                .resideInAPackage(service + "..")
                .should(
                        new ArchCondition<>("reside in a @NullMarked package") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                JavaPackage home = type.getPackage();
                                boolean marked =
                                        home.tryGetPackageInfo()
                                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                                .orElse(false);
                                if (!marked) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type,
                                                    home.getName()
                                                            + " has no @NullMarked package-info ("
                                                            + type.getName()
                                                            + ")"));
                                }
                            }
                        });
    }

    /** Personal data never reaches a log by way of standard output. */
    public static ArchRule nothingIsPrinted() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "the method prints a stack trace",
                                call ->
                                        call.getTarget().getName().equals("printStackTrace")
                                                && call.getTarget()
                                                        .getRawParameterTypes()
                                                        .isEmpty()))
                .because("what is printed escapes the log's rules");
    }

    /** All of them, for a service with aggregates. */
    public static List<ArchRule> of(String service) {
        return Stream.concat(
                        Stream.of(featuresFirst(service), featuresKnowNoAdapters(service)),
                        ofServer(service).stream())
                .toList();
    }

    /** Those that hold for a server that is adapter through and through, such as the gateway. */
    public static List<ArchRule> ofServer(String server) {
        return List.of(
                noCyclesBetweenFeatures(server),
                servicesShareOnlyContracts(server),
                namesSaySomething(),
                timeComesFromAClock(),
                packagesAreNullMarked(server),
                nothingIsPrinted());
    }
}
