package id.bekal.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

class SchemaChangesTests {

    enum Result {
        K,
        BK
    }

    enum Fewer {
        K
    }

    enum More {
        K,
        BK,
        TK
    }

    record Unit(String key) {}

    record Base(
            String kind,
            LocalDate on,
            LearnerId learner,
            Result result,
            List<Unit> units,
            @Nullable Integer quota) {}

    private static List<String> changes(Class<?> next) {
        return changes(Base.class, next);
    }

    private static List<String> changes(Class<?> before, Class<?> next) {
        return SchemaChanges.incompatible(
                Schemas.root(before, "before"), Schemas.root(next, "after"));
    }

    @Nested
    class Allowing {

        record WithMore(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota,
                @Nullable String note) {}

        record UnitWithMore(String key, @Nullable List<Unit> parts) {}

        record WithMoreInItems(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<UnitWithMore> units,
                @Nullable Integer quota) {}

        record Reordered(
                @Nullable Integer quota,
                List<Unit> units,
                Result result,
                LearnerId learner,
                LocalDate on,
                String kind) {}

        @Test
        void passesTheSame() {
            assertThat(changes(Base.class)).isEmpty();
        }

        @Test
        void passesANewOptionalProperty() {
            assertThat(changes(WithMore.class)).isEmpty();
        }

        @Test
        void passesANewOptionalPropertyOfItemsThatAreNamedAnew() {
            assertThat(changes(WithMoreInItems.class)).isEmpty();
        }

        @Test
        void passesAnotherOrder() {
            assertThat(changes(Reordered.class)).isEmpty();
        }
    }

    @Nested
    class Removing {

        record WithoutRequired(
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithoutOptional(
                String kind, LocalDate on, LearnerId learner, Result result, List<Unit> units) {}

        @Test
        void isRefusedOfARequiredProperty() {
            assertThat(changes(WithoutRequired.class))
                    .containsExactly("data.kind: would be removed");
        }

        @Test
        void isRefusedOfAnOptionalProperty() {
            assertThat(changes(WithoutOptional.class))
                    .containsExactly("data.quota: would be removed");
        }
    }

    @Nested
    class Requiring {

        record WithNewRequired(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota,
                String note) {}

        record WithQuotaRequired(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                int quota) {}

        record UnitWithRequired(String key, String code) {}

        record WithNewRequiredInItems(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<UnitWithRequired> units,
                @Nullable Integer quota) {}

        record WithKindOptional(
                @Nullable String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record AllOptional(@Nullable String kind) {}

        record OneRequired(String kind) {}

        @Test
        void isRefusedOfANewProperty() {
            assertThat(changes(WithNewRequired.class))
                    .containsExactly("data.note: would be new and required");
        }

        @Test
        void isRefusedOfAPropertyThatWasOptional() {
            assertThat(changes(WithQuotaRequired.class))
                    .containsExactly("data.quota: was optional and would be required");
        }

        @Test
        void isRefusedOfTheFirstRequiredProperty() {
            assertThat(changes(AllOptional.class, OneRequired.class))
                    .containsExactly("data.kind: was optional and would be required");
        }

        @Test
        void isRefusedWithinItems() {
            assertThat(changes(WithNewRequiredInItems.class))
                    .containsExactly("data.units[].code: would be new and required");
        }

        @Test
        void isNotTakenBack() {
            assertThat(changes(WithKindOptional.class))
                    .containsExactly("data.kind: was required and would be optional");
        }
    }

    @Nested
    class Retyping {

        record WithAnotherType(
                int kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithAnotherFormat(
                String kind,
                Instant on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithoutFormat(
                String kind,
                String on,
                LearnerId learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithoutPattern(
                String kind,
                LocalDate on,
                String learner,
                Result result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithOtherItems(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                List<String> units,
                @Nullable Integer quota) {}

        record WithASet(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                Set<Unit> units,
                @Nullable Integer quota) {}

        record WithoutAList(
                String kind,
                LocalDate on,
                LearnerId learner,
                Result result,
                Unit units,
                @Nullable Integer quota) {}

        @Test
        void isRefusedOfAnotherType() {
            assertThat(changes(WithAnotherType.class))
                    .containsExactly("data.kind: type was \"string\" and would be \"integer\"");
        }

        @Test
        void isRefusedOfAnotherFormat() {
            assertThat(changes(WithAnotherFormat.class))
                    .containsExactly("data.on: format was \"date\" and would be \"date-time\"");
        }

        @Test
        void isRefusedOfNoFormat() {
            assertThat(changes(WithoutFormat.class))
                    .containsExactly("data.on: format was \"date\" and would be absent");
        }

        @Test
        void isRefusedOfAnotherPattern() {
            assertThat(changes(WithoutPattern.class))
                    .singleElement()
                    .asString()
                    .startsWith("data.learner: pattern was")
                    .endsWith("would be absent");
        }

        @Test
        void isRefusedOfItems() {
            assertThat(changes(WithOtherItems.class))
                    .contains("data.units[]: type was \"object\" and would be \"string\"");
        }

        @Test
        void isRefusedFromAListToASet() {
            assertThat(changes(WithASet.class))
                    .containsExactly("data.units: uniqueItems was absent and would be true");
        }

        @Test
        void isRefusedFromAListToOne() {
            assertThat(changes(WithoutAList.class))
                    .contains("data.units: type was \"array\" and would be \"object\"");
        }
    }

    @Nested
    class Enumerating {

        record WithFewer(
                String kind,
                LocalDate on,
                LearnerId learner,
                Fewer result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithMore(
                String kind,
                LocalDate on,
                LearnerId learner,
                More result,
                List<Unit> units,
                @Nullable Integer quota) {}

        record WithAny(
                String kind,
                LocalDate on,
                LearnerId learner,
                String result,
                List<Unit> units,
                @Nullable Integer quota) {}

        @Test
        void isRefusedOfFewerValues() {
            assertThat(changes(WithFewer.class))
                    .containsExactly("data.result: would lose the value BK");
        }

        @Test
        void isRefusedOfMoreValues() {
            assertThat(changes(WithMore.class))
                    .containsExactly("data.result: would gain the value TK");
        }

        @Test
        void isNotGivenUp() {
            assertThat(changes(WithAny.class))
                    .containsExactly(
                            "data.result: would lose the value K",
                            "data.result: would lose the value BK");
        }
    }
}
