package id.bekal.verification.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/**
 * The service's process is killed after a head's word and before anything came of it: on a list of
 * classes, on the correction of a name. It goes on by itself, and nobody asks again.
 */
class KilledApprovalIT {

    private static final int SEATS = 5;

    private static CertificationWorld world;

    @BeforeAll
    static void start() {
        world = CertificationWorld.forTests(1, SEATS, SEATS);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void issuesWhatWasApproved() {
        assertThat(world.approveKilled(3)).isEmpty();
    }

    @Test
    void putsOneCorrectedCertificateInTheOldOnesPlace() {
        String id = world.issue(1).ids().getFirst();
        List<Document> found =
                world.replaceKilledAt(
                        id,
                        List.of(
                                "replacement.decided",
                                "replacement.numbered",
                                "replacement.inserted"));
        assertThat(found).hasSize(2);
        Document old = found.stream().filter(one -> id.equals(one.get("_id"))).findFirst().get();
        Document successor =
                found.stream().filter(one -> id.equals(one.get("predecessor"))).findFirst().get();
        assertThat(old.getString("status")).isEqualTo("REPLACED");
        assertThat(successor.getString("status")).isEqualTo("VALID");
        assertThat(successor.getString("credential")).isNotNull();
        assertThat(successor.getString("number")).isNotEqualTo(old.getString("number"));
        assertThat(successor.get("statusEntry")).isNotEqualTo(old.get("statusEntry"));
        // the next class's numbers go on after the successor's
        assertThat(world.issue(2).faults()).isEmpty();
    }
}
