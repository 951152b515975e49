package id.bekal.verification.outbox;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.modulith.events.Externalized;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The same aggregate as it would be written for Spring Modulith, with plain ids. */
@Document("programs")
class RegisteredProgram {

    record Summary(
            String id,
            String agreement,
            String provider,
            String custodian,
            String curriculum,
            int curriculumVersion,
            String field,
            LocalDate from,
            LocalDate until,
            int capacity) {}

    record Opened(Summary program) {}

    /** The event; as JSON it is byte for byte as long as Bekal's. */
    @Externalized(Workload.TOPIC + "::#{subject()}")
    record Published(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String sequence,
            String audience,
            Opened data) {}

    @Id private String id;
    @Version private @Nullable Long version;
    private long sequence;
    private int changes;
    private Summary summary;

    @SuppressWarnings("NullAway.Init")
    RegisteredProgram() {}

    @SuppressWarnings("NullAway.Init")
    RegisteredProgram(String id) {
        this.id = id;
    }

    Published change() {
        changes++;
        sequence++;
        summary = summary(id, changes);
        return published(id, sequence, summary);
    }

    static Summary summary(String subject, long sequence) {
        var same = Workload.summary(subject, sequence);
        return new Summary(
                same.id().value(),
                same.agreement().value(),
                same.provider().value(),
                same.custodian().value(),
                same.curriculum().value(),
                same.curriculumVersion(),
                same.field(),
                same.from(),
                same.until(),
                same.capacity());
    }

    static Published published(String subject, long sequence, Summary summary) {
        return new Published(
                "1.0",
                UUID.randomUUID().toString(),
                "/benchmark",
                "id.bekal.training.ProgramOpened.v1",
                subject,
                Workload.AT,
                "application/json",
                "%010d".formatted(sequence),
                Workload.CUSTODIAN + "," + Workload.PROVIDER,
                new Opened(summary));
    }
}
