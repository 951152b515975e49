package id.bekal.contracts.training;

import id.bekal.contracts.AgreementId;
import id.bekal.contracts.CurriculumId;
import id.bekal.contracts.InstitutionId;
import id.bekal.contracts.ProgramId;

import java.time.LocalDate;

/** A program as planned; both days included. */
public record ProgramSummary(
        ProgramId id,
        AgreementId agreement,
        InstitutionId provider,
        InstitutionId custodian,
        CurriculumId curriculum,
        int curriculumVersion,
        String field,
        LocalDate from,
        LocalDate until,
        int capacity) {}
