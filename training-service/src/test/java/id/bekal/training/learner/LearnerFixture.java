package id.bekal.training.learner;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.platform.keys.MasterKeys;
import id.bekal.testing.TestKeys;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;

/** Learners made as the service makes them, encrypted under this JVM's keys. */
public final class LearnerFixture {

    public static final LearnerVault VAULT =
            new LearnerVault(
                    MasterKeys.read(TestKeys.masterKeys(), "KEYS"),
                    TestKeys.hashKey(),
                    JsonMapper.shared());
    public static final Identity IDENTITY =
            new Identity("Nama Uji", "Ngawi", LocalDate.of(1990, 1, 2), "Ngawi");

    private LearnerFixture() {}

    public static Learner learner(
            String id, InstitutionId custodian, String number, LocalDate since) {
        LearnerId learner = new LearnerId(id);
        SealedIdentity who = VAULT.seal(learner, IDENTITY);
        return new Learner(
                learner,
                who,
                "NARAPIDANA",
                false,
                new Custody(custodian, VAULT.seal(learner, who, custodian, number), since, null),
                null);
    }

    /** The key for what certificates print has come. */
    public static void sealTo(Learner learner, String publicKey) {
        learner.sealTo(publicKey);
    }
}
