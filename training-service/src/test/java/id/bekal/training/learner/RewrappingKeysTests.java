package id.bekal.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import id.bekal.contracts.InstitutionId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

class RewrappingKeysTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final InstitutionId LAPAS = new InstitutionId("lapas");

    private final LearnerVault rotated =
            new LearnerVault(
                    MasterKeys.read(TestKeys.rotatedMasterKeys(), "KEYS"),
                    TestKeys.hashKey(),
                    JsonMapper.shared());
    private final Learner held = LearnerFixture.learner("held", LAPAS, "B.I 1/2026", SINCE);
    private final Learner erased = LearnerFixture.learner("erased", LAPAS, "B.I 2/2026", SINCE);
    private final Learners learners = mock();

    @BeforeEach
    void store() {
        erased.erase(SINCE, Instant.EPOCH);
        when(learners.everyone()).thenAnswer(call -> Stream.of(held, erased));
        when(learners.find(held.id())).thenReturn(Optional.of(held));
        when(learners.save(any())).thenAnswer(call -> call.getArgument(0));
    }

    @Test
    void bringsEachKeyUnderThePrimaryOnce() {
        var rewrapping = new RewrappingKeys(learners, rotated);
        assertThat(rewrapping.all()).isEqualTo(new RewrappingKeys.Rewrapped(1, 0, 1));
        assertThat(rewrapping.all()).isEqualTo(new RewrappingKeys.Rewrapped(0, 1, 1));
    }

    @Test
    void leavesReadableWhatTheOldKeyAloneReadsNoMore() {
        new RewrappingKeys(learners, rotated).all();
        assertThat(rotated.identity(held)).contains(LearnerFixture.IDENTITY);
        assertThat(rotated.number(held, held.custody().getFirst())).contains("B.I 1/2026");
        assertThatThrownBy(() -> LearnerFixture.VAULT.identity(held))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void findsNothingToDoWithoutARotation() {
        assertThat(new RewrappingKeys(learners, LearnerFixture.VAULT).all())
                .isEqualTo(new RewrappingKeys.Rewrapped(0, 1, 1));
    }
}
