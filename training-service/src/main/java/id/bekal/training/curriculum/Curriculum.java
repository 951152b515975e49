package id.bekal.training.curriculum;

import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.platform.outbox.Aggregate;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A provider's curriculum with all its versions. */
@Document("curricula")
public class Curriculum extends Aggregate {

    @Id private CurriculumId id;
    private InstitutionId provider;
    private List<CurriculumVersion> versions = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Curriculum() {}

    public Curriculum(CurriculumId id, InstitutionId provider) {
        this.id = id;
        this.provider = provider;
    }

    /** Adds a version; programs planned from now on follow it. */
    public Curriculum revise(
            String field,
            String titleId,
            @Nullable String titleEn,
            int minimumAttendance,
            List<Unit> units) {
        versions.add(
                new CurriculumVersion(
                        id,
                        versions.size() + 1,
                        field,
                        titleId,
                        titleEn,
                        minimumAttendance,
                        List.copyOf(units)));
        return this;
    }

    public CurriculumVersion latest() {
        return versions.getLast();
    }

    public Optional<CurriculumVersion> version(int number) {
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public CurriculumId id() {
        return id;
    }

    public InstitutionId provider() {
        return provider;
    }

    public List<CurriculumVersion> versions() {
        return List.copyOf(versions);
    }
}
