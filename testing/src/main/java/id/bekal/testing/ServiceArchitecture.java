package id.bekal.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Checks all {@link ArchitectureRules} against a service's production classes. */
public final class ServiceArchitecture {

    private ServiceArchitecture() {}

    /** Fails with the violations, if there are any, or if the package holds no class at all. */
    public static void check(String service) {
        JavaClasses classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(service);
        if (classes.isEmpty()) {
            throw new AssertionError("no class in " + service);
        }
        ArchitectureRules.of(service).forEach(rule -> rule.check(classes));
    }
}
