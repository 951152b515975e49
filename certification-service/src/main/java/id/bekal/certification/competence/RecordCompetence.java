package id.bekal.certification.competence;

import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.LearnerId;
import id.bekal.contracts.ProgramId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * @param body the certification body that assessed
 * @param program the program the learner had a seat in
 * @param number the body's own, recorded as it is written
 * @param title in Indonesian; null for the program's
 * @param validUntil the last valid day; null for as long as the settings say
 */
public record RecordCompetence(
        InstitutionId body,
        ProgramId program,
        LearnerId learner,
        String number,
        String scheme,
        @Nullable String title,
        LocalDate assessedOn,
        @Nullable LocalDate validUntil) {}
