package id.bekal.training.instructor;

import static org.assertj.core.api.Assertions.assertThat;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.InstructorId;
import id.bekal.training.curriculum.Unit;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

class InstructorTests {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final Unit UNIT = new Unit("unit-1", null, "Judul", null, 8);

    private static Instructor with(String field, List<String> units) {
        return new Instructor(
                new InstructorId("i"),
                new InstitutionId("blk"),
                "Nama",
                List.of(new Instructor.Certificate("1", field, units, LAST)));
    }

    @Test
    void mayTeachToTheLastDayOfTheCertificate() {
        Instructor instructor = with("welding", List.of());
        assertThat(instructor.mayTeach("welding", UNIT, LAST)).isTrue();
        assertThat(instructor.mayTeach("welding", UNIT, LAST.plusDays(1))).isFalse();
    }

    @Test
    void mayTeachWhatTheCertificateIsFor() {
        assertThat(with("bakery", List.of()).mayTeach("welding", UNIT, LAST)).isFalse();
        assertThat(with("welding", List.of("unit-2")).mayTeach("welding", UNIT, LAST)).isFalse();
        assertThat(with("welding", List.of("unit-1")).mayTeach("welding", UNIT, LAST)).isTrue();
    }

    @Test
    void teachesOnWithARenewedCertificate() {
        Instructor instructor = with("welding", List.of());
        instructor.certify(
                new Instructor.Certificate("1", "welding", List.of(), LAST.plusYears(3)));
        assertThat(instructor.mayTeach("welding", UNIT, LAST.plusDays(1))).isTrue();
        assertThat(instructor.certificates()).hasSize(1);
    }
}
