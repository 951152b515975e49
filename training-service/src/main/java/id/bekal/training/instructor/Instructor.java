package id.bekal.training.instructor;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.platform.outbox.Aggregate;
import id.bekal.training.curriculum.Unit;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Someone who teaches for a provider. */
@Document("instructors")
public class Instructor extends Aggregate {

    /**
     * A certificate that lets an instructor teach.
     *
     * @param field the field it is for
     * @param units SKKNI codes or keys it is for; empty: the whole field
     * @param validUntil its last day
     */
    public record Certificate(
            String number, String field, List<String> units, LocalDate validUntil) {

        boolean covers(String taughtField, Unit unit, LocalDate day) {
            return field.equals(taughtField)
                    && (units.isEmpty() || units.contains(unit.key()))
                    && !validUntil.isBefore(day);
        }
    }

    @Id private InstructorId id;
    private InstitutionId provider;
    private String name;
    private List<Certificate> certificates = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    Instructor() {}

    public Instructor(
            InstructorId id, InstitutionId provider, String name, List<Certificate> certificates) {
        this.id = id;
        this.provider = provider;
        this.name = name;
        this.certificates.addAll(certificates);
    }

    public Instructor certify(Certificate certificate) {
        certificates.removeIf(held -> held.number().equals(certificate.number()));
        certificates.add(certificate);
        return this;
    }

    /** Whether a certificate for the unit is valid on that day. */
    public boolean mayTeach(String field, Unit unit, LocalDate day) {
        return certificates.stream().anyMatch(certificate -> certificate.covers(field, unit, day));
    }

    @Override
    protected String aggregateId() {
        return id.value();
    }

    public InstructorId id() {
        return id;
    }

    public InstitutionId provider() {
        return provider;
    }

    public String name() {
        return name;
    }

    public List<Certificate> certificates() {
        return List.copyOf(certificates);
    }
}
