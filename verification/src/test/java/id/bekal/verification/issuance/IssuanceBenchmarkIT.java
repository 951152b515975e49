package id.bekal.verification.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The benchmarks measure what they say they measure; a few certificates. */
class IssuanceBenchmarkIT {

    private static final int SEATS = 5;
    private static CertificationWorld world;

    @BeforeAll
    static void start() {
        world = CertificationWorld.forTests(2, 2 * SEATS, SEATS);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Nested
    class Issuing {

        @Test
        void isCheckedCertificateByCertificate() {
            Issue issue = world.issue(4);
            assertThat(issue.faults()).isEmpty();
            assertThat(issue.certificates()).isEqualTo(4 * SEATS);
            assertThat(issue.ids()).hasSize(4 * SEATS).doesNotHaveDuplicates();
            assertThat(issue.perSecond()).isPositive();
            assertThat(issue.cpuSeconds()).isPositive();
        }

        @Test
        void isVoidWhenACertificateLacksItsCredential() {
            Issue issue =
                    world.issue(
                            1,
                            () ->
                                    world.certificates()
                                            .updateMany(
                                                    new Document(),
                                                    new Document(
                                                            "$unset",
                                                            new Document("credential", ""))));
            assertThat(issue.valid()).isFalse();
            assertThat(issue.faults())
                    .hasSize(SEATS)
                    .allMatch(fault -> fault.startsWith("without a credential"));
        }

        @Test
        void isVoidWhenACertificateIsNotInTheStore() {
            var lost = new Document();
            Issue issue =
                    world.issue(
                            1,
                            () ->
                                    lost.putAll(
                                            world.certificates()
                                                    .findOneAndDelete(
                                                            new Document("_id", lastTold()))));
            assertThat(issue.faults())
                    .hasSize(3)
                    .anyMatch(fault -> fault.startsWith(SEATS - 1 + " of them in the store"))
                    .anyMatch(fault -> fault.contains("places in status lists"))
                    .anyMatch(fault -> fault.contains("certificates in the store, not"));
            world.certificates().insertOne(lost);
        }

        private String lastTold() {
            return world.events().soFar().getLast().envelope().subject();
        }
    }

    @Nested
    class TheBareLoop {

        @Test
        void signsAndInsertsWhatWasIssued() {
            Path payloads = world.folder().resolve("payloads");
            Path documents = world.folder().resolve("documents");
            Issue issue = world.issue(1);
            assertThat(IssuanceBenchmark.writeTemplates(world, issue, payloads, documents))
                    .containsPattern("[23]\\d{3} bytes signed, a document of [67]\\d{3} bytes");
            try (var bare =
                    new BareLoop.Running(
                            world, CertificationWorld.QUICKSTART_JVM, payloads, documents)) {
                Issue inserted = bare.insert(250, false);
                assertThat(inserted.faults()).isEmpty();
                assertThat(inserted.perSecond()).isPositive();
                assertThat(bare.insert(250, true).faults()).isEmpty();
            }
        }
    }

    @Nested
    class Growth {

        @Test
        void measuresAnswersThatAreRight() throws IOException {
            Issue issue = world.issue(2);
            var operations = new Operations(world, "application/json");
            var measured = operations.measure(issue.ids(), issue.ids(), 3);
            assertThat(operations.faults()).isEmpty();
            assertThat(measured)
                    .hasSize(6)
                    .allSatisfy((operation, ms) -> assertThat(ms.median()).isPositive());
        }

        @Test
        void seesRevocationsEverywhere() throws IOException {
            Issue issue = world.issue(1);
            Revocations seen = Revocations.of(world, issue.ids().subList(0, 2));
            assertThat(List.of(seen.page(), seen.statusList(), seen.topic()))
                    .allSatisfy(figures -> assertThat(figures.sorted()).hasSize(2))
                    .allSatisfy(figures -> assertThat(figures.least()).isPositive());
        }
    }
}
