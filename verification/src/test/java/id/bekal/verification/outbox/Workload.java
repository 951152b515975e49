package id.bekal.verification.outbox;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;
import id.bekal.contracts.training.ProgramSummary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * The work that is the same on each side. Command {@code i} of {@code n} concerns document {@code i
 * mod n/2}: the first half creates documents, the second half loads and changes them, and each
 * command causes one event. A document's events are numbered from 1, so document and number name
 * the command.
 */
final class Workload {

    static final String TOPIC = "bekal.training.v1";
    static final int PARTITIONS = 12;

    /** The same for all, so that the events of all sides have the same length. */
    static final Instant AT = Instant.parse("2026-11-24T01:02:03.456Z");

    static final InstitutionId PROVIDER = new InstitutionId("blk-semarang-satu");
    static final InstitutionId CUSTODIAN = new InstitutionId("lapas-kedungpane");
    static final Set<InstitutionId> AUDIENCE = Set.of(PROVIDER, CUSTODIAN);

    private Workload() {}

    static String subject(String run, int document) {
        return "%s.%08d".formatted(run, document);
    }

    /** A program whose capacity differs with each change and is always of two digits. */
    static ProgramSummary summary(String subject, long sequence) {
        return new ProgramSummary(
                new ProgramId(subject),
                new AgreementId("agreement-0001"),
                PROVIDER,
                CUSTODIAN,
                new CurriculumId("curriculum-welding-smaw-3g"),
                3,
                "Welding",
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2027, 2, 26),
                (int) (10 + sequence % 90));
    }
}
