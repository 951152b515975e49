package id.bekal.training.eligibility;

import id.bekal.platform.web.InvalidInputException;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * The rules an eligibility policy is made of. None is national: which apply, and how strictly, is
 * each policy's matter.
 */
public enum EligibilityRule {
    /** The class ends before the learner can be released. Part of every policy. */
    CLASS_ENDS_BEFORE_RELEASE {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            LocalDate release = candidate.earliestRelease();
            return release == null || !release.isBefore(candidate.classUntil());
        }
    },
    /** At most {@code years} are left until the earliest release. */
    REMAINING_TIME_AT_MOST("years") {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            LocalDate release = candidate.earliestRelease();
            return release != null
                    && !release.isAfter(
                            candidate.classFrom().plusYears(number(parameters, "years")));
        }
    },
    /** Release is at most {@code months} after the class. */
    NEAR_RELEASE("months") {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            LocalDate release = candidate.earliestRelease();
            return release != null
                    && !release.isAfter(
                            candidate.classUntil().plusMonths(number(parameters, "months")));
        }
    },
    /** Between {@code min} and {@code max} years old, both included, when the class begins. */
    AGE_BETWEEN("min", "max") {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            LocalDate born = candidate.birthDate();
            if (born == null) {
                return false;
            }
            int age = Period.between(born, candidate.classFrom()).getYears();
            return age >= number(parameters, "min") && age <= number(parameters, "max");
        }
    },
    /** Lives in one of {@code places} (funding is often local). */
    DOMICILE_IN("places") {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            String domicile = candidate.domicile();
            return domicile != null && list(parameters, "places").contains(domicile);
        }
    },
    /** Is narapidana, anak binaan or tahanan, as {@code statuses} allows. */
    STATUS_IN("statuses") {
        @Override
        boolean met(Candidate candidate, Map<String, Object> parameters) {
            return list(parameters, "statuses").contains(candidate.status());
        }
    };

    /** What the rules look at. */
    public record Candidate(
            @Nullable LocalDate birthDate,
            @Nullable LocalDate earliestRelease,
            @Nullable String domicile,
            String status,
            LocalDate classFrom,
            LocalDate classUntil) {}

    private final List<String> parameterNames;

    EligibilityRule(String... parameterNames) {
        this.parameterNames = List.of(parameterNames);
    }

    abstract boolean met(Candidate candidate, Map<String, Object> parameters);

    /** Refuses parameters that the rule cannot work with. */
    void check(Map<String, Object> parameters) {
        for (String name : parameterNames) {
            Object value = parameters.get(name);
            boolean wellFormed =
                    name.endsWith("s") && !name.equals("years") && !name.equals("months")
                            ? value instanceof List<?> values && !values.isEmpty()
                            : value instanceof Number;
            if (!wellFormed) {
                throw new InvalidInputException("rules." + name() + "." + name, "REQUIRED");
            }
        }
    }

    private static int number(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof Number number ? number.intValue() : 0;
    }

    private static List<?> list(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof List<?> values ? values : List.of();
    }
}
