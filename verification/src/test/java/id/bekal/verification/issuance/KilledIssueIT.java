package id.bekal.verification.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The service's process is killed again and again while it issues 2,000 certificates. */
class KilledIssueIT {

    private static final int SEATS = 50;
    private static final int CLASSES = 40;

    /** Each in the middle of what was left to do by the one before. */
    private static final List<String> KILLED_AT =
            List.of(
                    "numbers.reserved:3",
                    "issuance.signed:4",
                    "issuance.half-inserted:4",
                    "outbox.after-send:170",
                    "outbox.after-removal:3");

    private static CertificationWorld world;

    @BeforeAll
    static void start() {
        world = CertificationWorld.forTests(2, SEATS, SEATS);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void leavesNoGapNoDuplicateAndNothingUnsigned() {
        List<Integer> left = new ArrayList<>();
        List<String> faults =
                world.issueKilledAt(
                        CLASSES,
                        KILLED_AT,
                        visible -> {
                            assertThat(visible).allMatch(certificate -> isSigned(certificate));
                            left.add(visible.size());
                        });
        System.out.println("certificates in the store at each death: " + left);
        assertThat(faults).isEmpty();
        assertThat(left)
                .isSorted()
                .last()
                .satisfies(last -> assertThat(last).isLessThan(CLASSES * SEATS));
    }

    private static boolean isSigned(Document certificate) {
        return certificate.getString("credential") != null
                && certificate.get("statusEntry") != null;
    }
}
