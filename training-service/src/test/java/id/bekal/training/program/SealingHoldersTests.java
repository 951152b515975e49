package id.bekal.training.program;

import static id.bekal.training.Refusals.accepted;
import static id.bekal.training.Refusals.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.training.SealedHolder;
import id.bekal.platform.sealing.Unsealer;
import id.bekal.training.TrainingRule;
import id.bekal.training.learner.Learner;
import id.bekal.training.learner.LearnerFixture;
import id.bekal.training.learner.Learners;
import id.bekal.training.learner.Requested;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class SealingHoldersTests {

    private static final LocalDate SINCE = LocalDate.of(2026, 1, 1);
    private static final InstitutionId LAPAS = new InstitutionId("lapas");

    private final Learner ani = LearnerFixture.learner("ani", LAPAS, "B.I 1/2026", SINCE);
    private final Learner budi = LearnerFixture.learner("budi", LAPAS, "B.I 2/2026", SINCE);
    private final Learners learners = mock();
    private final SealingHolders holders =
            new SealingHolders(learners, LearnerFixture.VAULT, JsonMapper.shared());
    private ECKey key;

    @BeforeEach
    void store() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("ani").generate();
        when(learners.all(any())).thenReturn(Map.of(ani.id(), ani, budi.id(), budi));
    }

    private void tellKeyOf(Learner learner) {
        LearnerFixture.sealTo(learner, key.toPublicJWK().toJSONString());
    }

    @Test
    void waitForTheLastKey() {
        assertRefused(holders.ready(List.of()), TrainingRule.HOLDER_KEYS_PENDING);
        tellKeyOf(ani);
        assertRefused(holders.of(List.of()), TrainingRule.HOLDER_KEYS_PENDING);
        tellKeyOf(budi);
        assertThat(accepted(holders.of(List.of()))).containsOnlyKeys(ani.id(), budi.id());
    }

    @Test
    void areOpenedWithTheLearnersKeyAlone() {
        tellKeyOf(ani);
        tellKeyOf(budi);
        String sealed = accepted(holders.of(List.of())).get(ani.id());
        assertThat(sealed).doesNotContain(LearnerFixture.IDENTITY.name());
        assertThat(
                        new Unsealer(List.of(key), JsonMapper.shared())
                                .open(sealed, SealedHolder.class)
                                .name())
                .isEqualTo(LearnerFixture.IDENTITY.name());
    }

    @Test
    void waitForNoKeyOfWhoWasErased() {
        tellKeyOf(ani);
        accepted(budi.requestErasure(new Requested("officer", "why", Instant.EPOCH)));
        accepted(budi.confirmErasure("head", SINCE, Instant.EPOCH));
        assertThat(accepted(holders.of(List.of()))).containsOnlyKeys(ani.id());
    }
}
