package id.bekal.events.insight;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.LearnerId;
import id.bekal.events.insight.Counted.Seat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;

class CountedTests {

    @Nested
    class SeatsOfAProgramThatHasNotBegun {

        @Test
        void areWhatTheLastEnrolmentSaid() {
            assertThat(Counted.taken(3, 4, List.of(new Seat(2, 0), new Seat(3, 0), new Seat(4, 0))))
                    .isEqualTo(3);
        }

        @Test
        void areLessByWhoGaveOneUpSince() {
            assertThat(Counted.taken(3, 4, List.of(new Seat(2, 5), new Seat(4, 0)))).isEqualTo(2);
        }

        @Test
        void areNotLessByWhoGaveOneUpBefore() {
            assertThat(Counted.taken(3, 4, List.of(new Seat(2, 3)))).isEqualTo(3);
        }

        @Test
        void areNotLessByWhoGaveUpTheWishForOne() {
            assertThat(Counted.taken(3, 4, List.of(new Seat(0, 5)))).isEqualTo(3);
        }
    }

    @Nested
    class APerson {

        @Test
        void isTheSameForTheSameLearnerAndTellsNotWhich() {
            Person person = Person.of(new LearnerId("learner-1"));
            assertThat(person).isEqualTo(Person.of(new LearnerId("learner-1")));
            assertThat(person).isNotEqualTo(Person.of(new LearnerId("learner-2")));
            assertThat(person.value()).hasSize(64).doesNotContain("learner");
        }
    }
}
