package id.bekal.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import java.util.List;

/** Checks all {@link ArchitectureRules} against a service's production classes. */
public final class ServiceArchitecture {

    private ServiceArchitecture() {}

    /** Fails with the violations, if there are any, or if the package holds no class at all. */
    public static void check(String service) {
        check(service, ArchitectureRules.of(service));
    }

    /** The same with {@link ArchitectureRules#ofServer}. */
    public static void checkServer(String server) {
        check(server, ArchitectureRules.ofServer(server));
    }

    private static void check(String service, List<ArchRule> rules) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(service);
        if (classes.isEmpty()) {
            throw new AssertionError("no class in " + service);
        }
        rules.forEach(rule -> rule.check(classes));
    }
}
