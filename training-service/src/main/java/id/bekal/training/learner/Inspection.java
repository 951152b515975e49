package id.bekal.training.learner;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.Instant;

/**
 * A regional authority's look at one named learner, for a reason given before. It is open for a
 * short time, to the one who asked.
 */
@Document("inspections")
public record Inspection(
        @Id String id,
        LearnerId learner,
        InstitutionId institution,
        String by,
        String reason,
        Instant until) {

    /** Whether this person may look now. */
    public boolean isOpenTo(String subject, InstitutionId asked, Instant now) {
        return by.equals(subject) && institution.equals(asked) && now.isBefore(until);
    }
}
