package id.bekal.verification.access;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.verification.TheInstallation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The benchmark measures what it says it measures; a few reads. */
class AccessBenchmarkIT {

    private static final int LEARNERS = 5;
    private static final int READS = 203;
    private static final List<String> JVM =
            List.of("-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static AccessWorld world;

    @BeforeAll
    static void start() {
        world =
                new AccessWorld(
                        TheInstallation.running(),
                        TheInstallation.ports(),
                        Path.of(".."),
                        LEARNERS);
        world.start(Variant.ON, JVM);
        world.start(Variant.OFF, JVM);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void findsEachReadInTheLogOnceWhereItIsOnAndNoneWhereItIsOff() {
        Run on = world.read(Variant.ON, READS, 4);
        assertThat(on.valid()).as(on.toString()).isTrue();
        assertThat(on.logged().accesses()).isEqualTo(READS);
        assertThat(on.logged().blocks()).isBetween(READS / 4L, (long) READS);
        assertThat(on.logged().byLearner()).hasSize(LEARNERS);
        assertThat(on.cpuSeconds()).isPositive();
        assertThat(on.latencyMillis(0)).isPositive();

        Run off = world.read(Variant.OFF, READS, 4);
        assertThat(off.valid()).as(off.toString()).isTrue();
        assertThat(off.logged().accesses()).isZero();

        var chain = world.verification();
        assertThat(chain.path("intact").asBoolean()).isTrue();
    }

    @Test
    void onlyTheServiceAsItIsChecksTheToken() throws IOException {
        String path = "/api/learners/" + world.learners().getFirst();
        String token = world.token();
        int signature = token.lastIndexOf('.') + 1;
        String forged =
                token.substring(0, signature)
                        + (token.charAt(signature) == 'A' ? 'B' : 'A')
                        + token.substring(signature + 1);
        try (var on = new Reader(world.port(Variant.ON), forged);
                var off = new Reader(world.port(Variant.OFF), forged)) {
            assertThat(on.get(path).status()).isEqualTo(401);
            assertThat(off.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void isVoidWhenTheLogLacksABlock() {
        Run run = world.read(Variant.ON, READS, 1);
        LoggedAccesses.Added left =
                world.log().since(run.logged().last() - run.logged().blocks() + 1);
        Run without =
                new Run(
                        run.variant(),
                        run.answered(),
                        run.failed(),
                        left,
                        run.seconds(),
                        run.cpuSeconds(),
                        run.serversCpuSeconds(),
                        run.latencies());
        assertThat(run.valid()).as(run.toString()).isTrue();
        assertThat(without.valid()).isFalse();
    }
}
